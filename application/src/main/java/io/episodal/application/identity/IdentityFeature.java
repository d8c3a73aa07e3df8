package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import java.time.Duration;

/** Makes the conversations about identity. */
public final class IdentityFeature {
  private IdentityFeature() {}

  /**
   * The conversations, over a way to sign tokens and one to keep secrets.
   *
   * @param refreshLifetime how long a refresh token can be used
   */
  public static Identity create(
      Engine engine, AccessTokens accessTokens, Secrets secrets, Duration refreshLifetime) {
    return new Identity(
        new AccountService(engine, secrets),
        new AuthenticationService(engine, accessTokens, secrets, refreshLifetime));
  }
}

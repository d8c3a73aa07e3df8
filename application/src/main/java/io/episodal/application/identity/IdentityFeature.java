package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit;
import java.time.Duration;

/** Makes the conversations about identity. */
public final class IdentityFeature {
  private IdentityFeature() {}

  /**
   * The conversations, over what signs tokens, keeps secrets and slows down guesses.
   *
   * @param refreshLifetime how long a refresh token can be used
   */
  public static Identity create(
      Engine engine,
      AccessTokens accessTokens,
      Secrets secrets,
      SignInLimit signInLimit,
      Duration refreshLifetime) {
    var passwords = new PasswordCheck(engine, secrets, signInLimit);
    return new Identity(
        new AccountService(engine, secrets, passwords),
        new AuthenticationService(engine, accessTokens, secrets, passwords, refreshLifetime));
  }
}

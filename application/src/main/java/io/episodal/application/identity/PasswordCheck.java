package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.identity.port.out.SignInLimit.Guess;

/** Compares passwords with their hashes, as often as the limit allows. Thread-safe. */
final class PasswordCheck {
  private final Engine engine;
  private final Secrets secrets;
  private final SignInLimit limit;

  PasswordCheck(Engine engine, Secrets secrets, SignInLimit limit) {
    this.engine = engine;
    this.secrets = secrets;
    this.limit = limit;
  }

  /**
   * Whether a password matches a hash, the empty one of an unknown account after the same work;
   * rate-limited after too many that did not.
   */
  boolean matches(String email, String origin, String password, String hash) {
    return limit.allows(
        new Guess(email, origin), engine.now(), () -> secrets.matchesPassword(password, hash));
  }
}

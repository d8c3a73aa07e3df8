package io.episodal.domain.identity.port.out;

import io.episodal.domain.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signs and checks access tokens. Thread-safe. */
public interface AccessTokens {

  /** A signed token that proves {@code caller} from {@code now} for {@link #lifetime}. */
  String issue(Caller caller, Instant now);

  /**
   * The caller whom a token proves, or empty: wrong signature, algorithm, issuer, audience or
   * subject, expired, without expiry, not yet valid.
   */
  Optional<Caller> verify(String token, Instant now);

  /** How long a token is good from when it was issued; positive. */
  Duration lifetime();
}

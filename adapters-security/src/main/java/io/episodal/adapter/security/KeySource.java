package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the keys that prove an issuer's signatures come from. Thread-safe. */
@FunctionalInterface
interface KeySource {

  /** The key of this name, or the only one for a token that names none. */
  Optional<Algorithm> key(@Nullable String name, Instant now);

  /** One key, whatever name a token gives it. */
  static KeySource of(Algorithm key) {
    return (name, now) -> Optional.of(key);
  }
}

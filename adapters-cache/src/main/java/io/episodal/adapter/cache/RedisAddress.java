package io.episodal.adapter.cache;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Reads the address of a Redis. */
final class RedisAddress {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private RedisAddress() {}

  /** An address as hosting platforms give it, with the patience of all that is asked there. */
  static RedisURI of(String address) {
    try {
      var parts = URI.create(address);
      if (SCHEMES.contains(String.valueOf(parts.getScheme())) && parts.getHost() != null) {
        var parsed = RedisURI.create(parts);
        parsed.setTimeout(PATIENCE);
        parsed.setClientName("episodal");
        return parsed;
      }
    } catch (IllegalArgumentException malformed) {
      // Its message would show the password.
    }
    throw new IllegalArgumentException(
        "a Redis is named as redis://user:password@host:port/database, or rediss:// for TLS");
  }
}

package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;

/**
 * What keeps identities safe: access tokens as JWTs signed with HS256, and secrets kept by Argon2id
 * and SHA-256. Immutable; it and what it gives are thread-safe.
 */
public final class Security {
  private final AccessTokens accessTokens;
  private final Secrets secrets;

  private Security(AccessTokens accessTokens, Secrets secrets) {
    this.accessTokens = accessTokens;
    this.secrets = secrets;
  }

  /** Begins with the defaults; only the key of the signatures is missing. */
  public static Builder builder() {
    return new Builder();
  }

  /** Signs and checks access tokens with the settings given. */
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** Argon2id for passwords, SHA-256 for random tokens. */
  public Secrets secrets() {
    return secrets;
  }

  /** Gathers the settings of a {@link Security}. Not thread-safe. */
  public static final class Builder {
    private static final int SHORTEST_SECRET = 32;
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private byte[] hmacSecret = new byte[0];
    private String issuer = "episodal";
    private String audience = "episodal";
    private Duration accessLifetime = Duration.ofMinutes(15);
    private IdGenerator ids = Builder::random;

    private Builder() {}

    /** The key of the signatures: at least 32 bytes that nobody can guess. Required. */
    public Builder hmacSecret(byte[] secret) {
      hmacSecret = secret.clone();
      return this;
    }

    /** Who signs, {@code episodal} by default; tokens of other issuers are refused. */
    public Builder issuer(String name) {
      issuer = name;
      return this;
    }

    /** Whom tokens are meant for, {@code episodal} by default; others are refused. */
    public Builder audience(String name) {
      audience = name;
      return this;
    }

    /** How long an access token is valid, 15 minutes by default, at least 1 second. */
    public Builder accessLifetime(Duration lifetime) {
      accessLifetime = lifetime;
      return this;
    }

    /** What names each token; random by default. */
    public Builder ids(IdGenerator generator) {
      ids = generator;
      return this;
    }

    /**
     * The finished door.
     *
     * @throws IllegalArgumentException if the key or the lifetime is too short, or a name blank
     */
    public Security build() {
      if (hmacSecret.length < SHORTEST_SECRET) {
        throw new IllegalArgumentException(
            "hmacSecret must have at least 32 bytes, not " + hmacSecret.length);
      }
      if (issuer.isBlank() || audience.isBlank()) {
        throw new IllegalArgumentException("issuer and audience must not be blank");
      }
      if (accessLifetime.compareTo(SHORTEST_LIFETIME) < 0) {
        throw new IllegalArgumentException(
            "accessLifetime must be at least 1 second, not " + accessLifetime);
      }
      var tokens =
          new JwtAccessTokens(Algorithm.HMAC256(hmacSecret), issuer, audience, accessLifetime, ids);
      return new Security(tokens, new Argon2Secrets(Turnstile.ofPasswords()));
    }

    private static UUID random() {
      return new UUID(RANDOM.nextLong(), RANDOM.nextLong());
    }
  }
}

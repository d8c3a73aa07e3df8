package io.episodal.adapter.security;

import io.episodal.domain.identity.FailureAllowance;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What keeps identities safe: access tokens as JWTs, secrets kept by Argon2id and SHA-256, and a
 * limit for guesses. Immutable; it and what it gives are thread-safe.
 */
public final class Security {
  /** The issuer of our own tokens, unless the builder is given another. */
  public static final String USUAL_ISSUER = "episodal";

  private final AccessTokens accessTokens;
  private final Secrets secrets;
  private final SignInLimit signInLimit;

  private Security(AccessTokens accessTokens, Secrets secrets, SignInLimit signInLimit) {
    this.accessTokens = accessTokens;
    this.secrets = secrets;
    this.signInLimit = signInLimit;
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

  /** Slows down guesses of passwords in this process, with memory for 10,000 guessers of a kind. */
  public SignInLimit signInLimit() {
    return signInLimit;
  }

  /** How tokens are signed. */
  public enum Algorithm {
    /** By a secret that everybody who checks them shares. */
    HS256,
    /** By an RSA key of at least 2048 bits. */
    RS256,
    /** By a key of the elliptic curve P-256. */
    ES256
  }

  /** Where the keys of an issuer are. Immutable. */
  public sealed interface IssuerKeys {}

  /** One public key, as PEM that begins with {@code -----BEGIN PUBLIC KEY-----}. */
  public record PublicKey(String pem) implements IssuerKeys {}

  /**
   * A JSON Web Key Set, fetched when a token needs it and kept; https, or http from this machine.
   */
  public record KeySetUrl(URI url) implements IssuerKeys {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public KeySetUrl {
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
      var near = scheme.equals("http") && LOOPBACK.contains(host);
      if (url.getHost() == null || !(scheme.equals("https") || near)) {
        throw new IllegalArgumentException(
            "the URL of a key set must be https, or http of this machine, not " + url);
      }
    }
  }

  /**
   * Another identity provider whose access tokens are as good as ours. Its subjects become users by
   * a UUID that is made of issuer and subject. Immutable.
   *
   * @param issuer what {@code iss} must say, to the letter
   * @param audience what {@code aud} must contain
   * @param algorithm RS256 or ES256, whatever a token says
   * @param roleClaim the claim that names the role, or a list of roles; all but {@code admin} is a
   *     user
   * @param mayNameAdmins whether {@code admin} in that claim is believed
   */
  public record TrustedIssuer(
      String issuer,
      String audience,
      Algorithm algorithm,
      IssuerKeys keys,
      String roleClaim,
      boolean mayNameAdmins) {
    public TrustedIssuer {
      if (issuer.isBlank() || issuer.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("the issuer must have a name");
      }
      if (audience.isBlank() || roleClaim.isBlank()) {
        throw new IllegalArgumentException("audience and role claim must not be blank");
      }
      if (algorithm == Algorithm.HS256) {
        throw new IllegalArgumentException("an issuer has the algorithm RS256 or ES256");
      }
      if (keys instanceof PublicKey(var pem)) {
        Keys.verifier(algorithm, pem);
      }
    }
  }

  /** Gathers the settings of a {@link Security}. Not thread-safe. */
  public static final class Builder {
    private static final int SHORTEST_SECRET = 32;
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private com.auth0.jwt.algorithms.@Nullable Algorithm key;
    private final List<TrustedIssuer> trusted = new ArrayList<>();
    private String issuer = USUAL_ISSUER;
    private String audience = "episodal";
    private Duration accessLifetime = Duration.ofMinutes(15);
    private Supplier<UUID> tokenIds = Builder::random;

    private Builder() {}

    /**
     * Signs with HS256 and this secret, at least 32 bytes that nobody can guess. Either this or
     * {@link #keyPair} is required.
     */
    public Builder hmacSecret(byte[] secret) {
      if (secret.length < SHORTEST_SECRET) {
        throw new IllegalArgumentException(
            "hmacSecret must have at least 32 bytes, not " + secret.length);
      }
      key = com.auth0.jwt.algorithms.Algorithm.HMAC256(secret.clone());
      return this;
    }

    /**
     * Signs with RS256 or ES256 and these keys.
     *
     * @param privatePem PKCS #8 as PEM that begins with {@code -----BEGIN PRIVATE KEY-----}
     * @param publicPem PEM that begins with {@code -----BEGIN PUBLIC KEY-----}
     * @throws IllegalArgumentException with a clause that says what is wrong with them
     */
    public Builder keyPair(Algorithm algorithm, String privatePem, String publicPem) {
      key = Keys.pair(algorithm, privatePem, publicPem);
      return this;
    }

    /** Also accepts the tokens of another issuer; of any number of them. */
    public Builder trust(TrustedIssuer issuer) {
      trusted.add(issuer);
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
      tokenIds = generator::next;
      return this;
    }

    /**
     * The finished door.
     *
     * @throws IllegalArgumentException if the key or the lifetime is too short, or a name blank
     */
    public Security build() {
      if (key == null) {
        throw new IllegalArgumentException("hmacSecret or keyPair must be given");
      }
      if (issuer.isBlank() || audience.isBlank()) {
        throw new IllegalArgumentException("issuer and audience must not be blank");
      }
      if (accessLifetime.compareTo(SHORTEST_LIFETIME) < 0) {
        throw new IllegalArgumentException(
            "accessLifetime must be at least 1 second, not " + accessLifetime);
      }
      requireDistinctIssuers();
      return new Security(
          new JwtAccessTokens(key, issuer, audience, trusted, accessLifetime, tokenIds),
          new Argon2Secrets(Turnstile.ofPasswords()),
          new InProcessSignInLimit(FailureAllowance.OF_ACCOUNT, FailureAllowance.OF_ORIGIN));
    }

    private void requireDistinctIssuers() {
      var names = new HashSet<>(Set.of(issuer));
      for (var other : trusted) {
        if (!names.add(other.issuer())) {
          throw new IllegalArgumentException("the issuer " + other.issuer() + " is named twice");
        }
      }
    }

    private static UUID random() {
      return new UUID(RANDOM.nextLong(), RANDOM.nextLong());
    }
  }
}

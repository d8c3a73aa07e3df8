package io.episodal.adapter.security;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWTs: our own, of one algorithm and key, and those of issuers that are trusted.
 * The issuer that a token names tells which rules it has to pass, and passes nothing by itself.
 */
final class JwtAccessTokens implements AccessTokens {
  private static final String ROLE = "role";
  private static final int UUID_LENGTH = 36;

  private final Algorithm key;
  private final TokenProof proof;
  private final Map<String, TrustedTokens> trusted;
  private final Duration lifetime;
  private final Supplier<UUID> tokenIds;

  JwtAccessTokens(
      Algorithm key,
      String issuer,
      String audience,
      Collection<Security.TrustedIssuer> trusted,
      Duration lifetime,
      Supplier<UUID> tokenIds) {
    this.key = key;
    this.proof = new TokenProof(issuer, audience, key.getName(), KeySource.of(key));
    this.trusted =
        trusted.stream()
            .collect(
                Collectors.toUnmodifiableMap(Security.TrustedIssuer::issuer, TrustedTokens::new));
    this.lifetime = lifetime;
    this.tokenIds = tokenIds;
  }

  @Override
  public String issue(Caller caller, Instant now) {
    return JWT.create()
        .withIssuer(proof.issuer())
        .withAudience(proof.audience())
        .withSubject(caller.user().value().toString())
        .withClaim(ROLE, caller.role().code())
        .withIssuedAt(now)
        .withExpiresAt(now.plus(lifetime))
        .withJWTId(tokenIds.get().toString())
        .sign(key);
  }

  @Override
  public Optional<Caller> verify(String token, Instant now) {
    try {
      var jwt = JWT.decode(token);
      var other = Optional.ofNullable(jwt.getIssuer()).map(trusted::get);
      if (other.isPresent()) {
        return other.get().caller(jwt, now);
      }
      return proof.proves(jwt, now) ? callerOf(jwt) : Optional.empty();
    } catch (JWTDecodeException | DateTimeException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public Duration lifetime() {
    return lifetime;
  }

  private static Optional<Caller> callerOf(DecodedJWT jwt) {
    return uuid(jwt.getSubject())
        .flatMap(user ->
            Optional.ofNullable(jwt.getClaim(ROLE).asString())
                .flatMap(Role::ofCode)
                .map(role -> new Caller(new UserId(user), role)));
  }

  /**
   * Reads the one spelling of a UUID; {@code UUID.fromString} alone also takes {@code 1-1-1-1-1}.
   */
  private static Optional<UUID> uuid(@Nullable String text) {
    if (text == null || text.length() != UUID_LENGTH) {
      return Optional.empty();
    }
    try {
      var uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}

package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWTs of one algorithm and key. What a token says, its algorithm included, is not
 * even parsed before its signature has been proved, so a stranger's token costs one HMAC.
 */
final class JwtAccessTokens implements AccessTokens {
  private static final String ROLE = "role";
  private static final int UUID_LENGTH = 36;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Algorithm algorithm;
  private final String issuer;
  private final String audience;
  private final Duration lifetime;
  private final IdGenerator ids;

  JwtAccessTokens(
      Algorithm algorithm, String issuer, String audience, Duration lifetime, IdGenerator ids) {
    this.algorithm = algorithm;
    this.issuer = issuer;
    this.audience = audience;
    this.lifetime = lifetime;
    this.ids = ids;
  }

  @Override
  public String issue(Caller caller, Instant now) {
    return JWT.create()
        .withIssuer(issuer)
        .withAudience(audience)
        .withSubject(caller.user().value().toString())
        .withClaim(ROLE, caller.role().code())
        .withIssuedAt(now)
        .withExpiresAt(now.plus(lifetime))
        .withJWTId(ids.next().toString())
        .sign(algorithm);
  }

  @Override
  public Optional<Caller> verify(String token, Instant now) {
    if (!isAuthentic(token)) {
      return Optional.empty();
    }
    try {
      var jwt = JWT.decode(token);
      return isForUs(jwt) && isValidAt(jwt, now) ? callerOf(jwt) : Optional.empty();
    } catch (JWTDecodeException | DateTimeException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public Duration lifetime() {
    return lifetime;
  }

  private boolean isAuthentic(String token) {
    var payload = token.indexOf('.') + 1;
    var signature = token.lastIndexOf('.') + 1;
    if (payload == signature) {
      return false;
    }
    var expected =
        algorithm.sign(
            token.substring(0, payload - 1).getBytes(UTF_8),
            token.substring(payload, signature - 1).getBytes(UTF_8));
    return MessageDigest.isEqual(
        BASE64.encode(expected), token.substring(signature).getBytes(US_ASCII));
  }

  private boolean isForUs(DecodedJWT jwt) {
    var audiences = jwt.getAudience();
    return algorithm.getName().equals(jwt.getAlgorithm())
        && issuer.equals(jwt.getIssuer())
        && audiences != null
        && audiences.contains(audience);
  }

  /** Does not look at the time of issue: the clocks of two nodes may differ by a little. */
  private static boolean isValidAt(DecodedJWT jwt, Instant now) {
    var expiry = jwt.getExpiresAtAsInstant();
    var notBefore = jwt.getNotBeforeAsInstant();
    return expiry != null
        && now.isBefore(expiry)
        && (notBefore == null || !now.isBefore(notBefore));
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

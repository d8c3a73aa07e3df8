package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.testkit.AccessTokensContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtAccessTokensTest extends AccessTokensContract {
  private static final byte[] KEY = "a key of at least thirty-two bytes".getBytes(UTF_8);
  private static final byte[] OTHER_KEY = "another key of thirty-two bytes...".getBytes(UTF_8);
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String SUBJECT = "0197f3a0-0000-7000-8000-00000000002a";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Caller USER = new Caller(new UserId(UUID.fromString(SUBJECT)), Role.USER);
  private static final Random SECRETS = new Random(5);

  private final AccessTokens tokens = security().build().accessTokens();

  @Override
  protected AccessTokens tokens() {
    var secret = new byte[32];
    SECRETS.nextBytes(secret);
    return Security.builder().hmacSecret(secret).build().accessTokens();
  }

  @Test
  void saysWhatTheContractPromises() {
    var parts = tokens.issue(USER, NOW).split("\\.", -1);
    assertEquals(3, parts.length);
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    var start = NOW.getEpochSecond();
    for (var member :
        new String[] {
          "\"sub\":\"" + SUBJECT + "\"",
          "\"role\":\"user\"",
          "\"iss\":\"episodal\"",
          "\"aud\":\"episodal\"",
          "\"iat\":" + start,
          "\"exp\":" + (start + 900),
          "\"jti\":\"" + new UUID(0, 1) + "\""
        }) {
      assertTrue(payload.contains(member), () -> member + " in " + payload);
    }
    assertEquals(Duration.ofMinutes(15), tokens.lifetime());
  }

  @Test
  void givesEachTokenAnIdOfItsOwn() {
    assertNotEquals(tokens.issue(USER, NOW), tokens.issue(USER, NOW));
  }

  @Test
  void usesTheConfiguredNamesAndLifetime() {
    var other =
        security()
            .issuer("host")
            .audience("app")
            .accessLifetime(Duration.ofHours(1))
            .build()
            .accessTokens();
    var token = other.issue(USER, NOW);
    assertEquals(Optional.of(USER), other.verify(token, NOW.plusSeconds(3599)));
    assertFalse(other.verify(token, NOW.plusSeconds(3600)).isPresent());
    assertFalse(tokens.verify(token, NOW).isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void accepts(String what, String token) {
    assertEquals(Optional.of(USER), tokens.verify(token, NOW));
  }

  static Stream<Arguments> accepts() {
    var now = NOW.getEpochSecond();
    return Stream.of(
        Arguments.of("plain", signed(payload())),
        Arguments.of("audience in a list", signed(with("aud", "[\"x\",\"episodal\"]"))),
        Arguments.of("without a time of issue", signed(without("iat"))),
        Arguments.of("issued by a clock that is ahead", signed(with("iat", now + 30))),
        Arguments.of("valid from now on", signed(with("nbf", now))),
        Arguments.of("members that we do not know", signed(with("scope", "\"all\""))),
        Arguments.of("no type", Forgery.hs256("{\"alg\":\"HS256\"}", payload(), KEY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"malformed", "wronglySigned", "notForUs", "notNow", "forNobody"})
  void refuses(String what, String token) {
    assertEquals(Optional.empty(), tokens.verify(token, NOW));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("a word", "token"),
        Arguments.of("one dot", "a.b"),
        Arguments.of("dots alone", ".."),
        Arguments.of("three words", "a.b.c"),
        Arguments.of("four parts", signed(payload()) + ".x"),
        Arguments.of("a fourth part in front", "x." + signed(payload())),
        Arguments.of("letters outside of ASCII", signed(payload()) + "ä"),
        Arguments.of("payload that is no JSON", signed("sub")),
        Arguments.of("payload that is a list", signed("[]")),
        Arguments.of("no payload", signed("")),
        Arguments.of("header that is no JSON", Forgery.hs256("HS256", payload(), KEY)),
        Arguments.of(
            "deep nesting", signed("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")));
  }

  static Stream<Arguments> wronglySigned() {
    var good = signed(payload());
    var unsigned = good.substring(0, good.lastIndexOf('.'));
    var admin = Forgery.encode(payload().replace("\"user\"", "\"admin\""));
    var none = "{\"alg\":\"none\"}";
    return Stream.of(
        Arguments.of("no signature", unsigned),
        Arguments.of("empty signature", unsigned + "."),
        Arguments.of("shortened signature", good.substring(0, good.length() - 1)),
        Arguments.of("padded signature", good + "="),
        Arguments.of("another key", Forgery.hs256(HEADER, payload(), OTHER_KEY)),
        Arguments.of("empty signature, alg none", Forgery.unsigned(none, payload()) + "."),
        Arguments.of("no signature, alg none", Forgery.unsigned(none, payload())),
        Arguments.of("our signature, alg none", Forgery.hs256(none, payload(), KEY)),
        Arguments.of("our signature, alg NONE", withAlgorithm("\"NONE\"")),
        Arguments.of("our signature, alg HS512", withAlgorithm("\"HS512\"")),
        Arguments.of("our signature, alg RS256", withAlgorithm("\"RS256\"")),
        Arguments.of("our signature, alg null", withAlgorithm("null")),
        Arguments.of("our signature, no alg", Forgery.hs256("{}", payload(), KEY)),
        Arguments.of(
            "our key, HS512", Forgery.signed("HmacSHA512", "{\"alg\":\"HS512\"}", payload(), KEY)),
        Arguments.of(
            "our key, HS512 called HS256", Forgery.signed("HmacSHA512", HEADER, payload(), KEY)),
        Arguments.of(
            "another payload under the signature",
            Forgery.encode(HEADER) + "." + admin + good.substring(good.lastIndexOf('.'))));
  }

  static Stream<Arguments> notForUs() {
    return Stream.of(
        Arguments.of("another issuer", signed(with("iss", "\"somebody\""))),
        Arguments.of("no issuer", signed(without("iss"))),
        Arguments.of("issuer null", signed(with("iss", "null"))),
        Arguments.of("issuer in a list", signed(with("iss", "[\"episodal\"]"))),
        Arguments.of("another audience", signed(with("aud", "\"somebody\""))),
        Arguments.of("no audience", signed(without("aud"))),
        Arguments.of("audience null", signed(with("aud", "null"))),
        Arguments.of("audience a number", signed(with("aud", 1))),
        Arguments.of("no audiences", signed(with("aud", "[]"))),
        Arguments.of("audiences without us", signed(with("aud", "[\"x\",null,\"y\"]"))),
        Arguments.of("audience within a name", signed(with("aud", "\"episodal-x\""))));
  }

  static Stream<Arguments> notNow() {
    var now = NOW.getEpochSecond();
    return Stream.of(
        Arguments.of("no expiry", signed(without("exp"))),
        Arguments.of("expiry null", signed(with("exp", "null"))),
        Arguments.of("expiry a string", signed(with("exp", "\"" + (now + 60) + "\""))),
        Arguments.of("expiry beyond time", signed(with("exp", Long.MAX_VALUE))),
        Arguments.of("expiry beyond numbers", signed(with("exp", "1e999"))),
        Arguments.of("expires now", signed(with("exp", now))),
        Arguments.of("expired", signed(with("exp", now - 1))),
        Arguments.of("valid from a second on", signed(with("nbf", now + 1))),
        Arguments.of("valid from a date that is none", signed(with("nbf", Long.MAX_VALUE))));
  }

  static Stream<Arguments> forNobody() {
    return Stream.of(
        Arguments.of("no subject", signed(without("sub"))),
        Arguments.of("empty subject", signed(with("sub", "\"\""))),
        Arguments.of("subject a number", signed(with("sub", 42))),
        Arguments.of("subject a name", signed(with("sub", "\"alice\""))),
        Arguments.of("subject a short UUID", signed(with("sub", "\"1-1-1-1-1\""))),
        Arguments.of(
            "subject not quite a UUID",
            signed(with("sub", "\"" + SUBJECT.replace('f', 'g') + "\""))),
        Arguments.of("no role", signed(without("role"))),
        Arguments.of("unknown role", signed(with("role", "\"owner\""))),
        Arguments.of("role in capitals", signed(with("role", "\"ADMIN\""))),
        Arguments.of("role a number", signed(with("role", 1))),
        Arguments.of("roles in a list", signed(with("role", "[\"admin\"]"))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void refusesEveryTokenThatIsAlteredAnywhere(long seed) {
    var random = new Random(seed);
    var good = tokens.issue(USER, NOW);
    for (var round = 0; round < 1_000; round++) {
      var altered = new StringBuilder(good);
      var at = random.nextInt(good.length());
      var letter = (char) (' ' + random.nextInt(95));
      if (good.charAt(at) == letter) {
        continue;
      }
      altered.setCharAt(at, letter);
      assertEquals(
          Optional.empty(),
          tokens.verify(altered.toString(), NOW),
          () -> "seed " + seed + ": " + altered);
    }
  }

  @Test
  void isBuiltWithASecretThatIsLongEnough() {
    assertThrows(IllegalArgumentException.class, () -> security().hmacSecret(new byte[31]).build());
    assertThrows(IllegalArgumentException.class, () -> security().issuer(" ").build());
    assertThrows(IllegalArgumentException.class, () -> security().audience("").build());
    assertThrows(
        IllegalArgumentException.class, () -> security().accessLifetime(Duration.ZERO).build());
  }

  @Test
  void namesEachTokenDifferentlyUnlessToldHow() {
    var tokens = Security.builder().hmacSecret(KEY).build().accessTokens();

    assertNotEquals(tokens.issue(USER, NOW), tokens.issue(USER, NOW));
  }

  private static Security.Builder security() {
    var last = new AtomicLong();
    return Security.builder().hmacSecret(KEY).ids(() -> new UUID(0, last.incrementAndGet()));
  }

  private static String signed(String payload) {
    return Forgery.hs256(HEADER, payload, KEY);
  }

  private static String withAlgorithm(String json) {
    return Forgery.hs256("{\"alg\":" + json + "}", payload(), KEY);
  }

  private static String payload() {
    return "{\"sub\":\"%s\",\"role\":\"user\",\"iss\":\"episodal\",\"aud\":\"episodal\",\"iat\":%d,\"exp\":%d}"
        .formatted(SUBJECT, NOW.getEpochSecond(), NOW.getEpochSecond() + 60);
  }

  private static String without(String member) {
    return payload().replaceFirst("\"" + member + "\":(\"[^\"]*\"|\\d+),?", "").replace(",}", "}");
  }

  private static String with(String member, Object json) {
    var rest = without(member);
    return rest.substring(0, rest.length() - 1) + ",\"" + member + "\":" + json + "}";
  }
}

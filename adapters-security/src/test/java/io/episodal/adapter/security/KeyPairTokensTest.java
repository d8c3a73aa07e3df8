package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.adapter.security.Security.Algorithm;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own tokens, signed with RS256 and ES256. */
final class KeyPairTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Caller ADMIN =
      new Caller(new UserId(UUID.fromString("0197f3a0-0000-7000-8000-00000000002a")), Role.ADMIN);
  private static final String PAYLOAD =
      "{\"sub\":\"0197f3a0-0000-7000-8000-00000000002a\",\"role\":\"admin\",\"iss\":\"episodal\","
          + "\"aud\":\"episodal\",\"exp\":%d}".formatted(NOW.getEpochSecond() + 60);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
  void provesWhatItSigned(Algorithm algorithm) {
    var tokens = tokens(algorithm);
    assertEquals(Optional.of(ADMIN), tokens.verify(tokens.issue(ADMIN, NOW), NOW));
    assertEquals(Optional.empty(), tokens.verify(tokens.issue(ADMIN, NOW), NOW.plusSeconds(900)));
  }

  @Test
  void provesWhatOthersSignedWithTheSameKey() {
    assertEquals(Optional.of(ADMIN), verified(Algorithm.RS256, rs256(TestKeys.RSA)));
    assertEquals(Optional.of(ADMIN), verified(Algorithm.ES256, es256(TestKeys.EC)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String what, Algorithm algorithm, String token) {
    assertEquals(Optional.empty(), verified(algorithm, token));
  }

  static Stream<Arguments> refuses() {
    var none = "{\"alg\":\"none\"}";
    var good = rs256(TestKeys.RSA);
    return Stream.of(
        Arguments.of("another RSA key", Algorithm.RS256, rs256(TestKeys.OTHER_RSA)),
        Arguments.of("another EC key", Algorithm.ES256, es256(TestKeys.OTHER_EC)),
        Arguments.of("ES256 for RS256", Algorithm.RS256, es256(TestKeys.EC)),
        Arguments.of("RS256 for ES256", Algorithm.ES256, rs256(TestKeys.RSA)),
        Arguments.of(
            "the public key as a secret",
            Algorithm.RS256,
            Forgery.hs256(
                header("HS256"), PAYLOAD, TestKeys.publicPem(TestKeys.RSA).getBytes(UTF_8))),
        Arguments.of(
            "the public key's bytes as a secret",
            Algorithm.RS256,
            Forgery.hs256(header("HS256"), PAYLOAD, TestKeys.RSA.getPublic().getEncoded())),
        Arguments.of(
            "the same, called RS256",
            Algorithm.RS256,
            Forgery.hs256(header("RS256"), PAYLOAD, TestKeys.RSA.getPublic().getEncoded())),
        Arguments.of("alg none", Algorithm.RS256, Forgery.unsigned(none, PAYLOAD) + "."),
        Arguments.of(
            "our signature, alg none",
            Algorithm.RS256,
            Forgery.signed(TestKeys.RSA.getPrivate(), none, PAYLOAD)),
        Arguments.of("no signature", Algorithm.RS256, good.substring(0, good.lastIndexOf('.') + 1)),
        Arguments.of(
            "an ES256 signature of zeros",
            Algorithm.ES256,
            Forgery.unsigned(header("ES256"), PAYLOAD) + "." + "A".repeat(86)),
        Arguments.of("a padded signature", Algorithm.RS256, good + "=="));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
  void refusesEveryTokenThatIsAlteredAnywhere(Algorithm algorithm) {
    var random = new Random(4);
    var tokens = tokens(algorithm);
    var good = tokens.issue(ADMIN, NOW);
    for (var round = 0; round < 300; round++) {
      var altered = new StringBuilder(good);
      altered.setCharAt(random.nextInt(good.length()), (char) (' ' + random.nextInt(95)));
      if (!altered.toString().equals(good)) {
        assertEquals(Optional.empty(), tokens.verify(altered.toString(), NOW), altered::toString);
      }
    }
  }

  @Test
  void saysWhatIsWrongWithKeys() {
    var rsa = TestKeys.privatePem(TestKeys.RSA);
    var weak = TestKeys.rsa(1024);
    var wide = TestKeys.ec("secp384r1");
    assertTold("no pair", Algorithm.RS256, rsa, TestKeys.publicPem(TestKeys.OTHER_RSA));
    assertTold("none of RSA", Algorithm.RS256, rsa, TestKeys.publicPem(TestKeys.EC));
    assertTold("none of an elliptic curve", Algorithm.ES256, rsa, TestKeys.publicPem(TestKeys.EC));
    assertTold("-----BEGIN PUBLIC KEY-----", Algorithm.RS256, rsa, rsa);
    assertTold(
        "-----BEGIN PRIVATE KEY-----", Algorithm.RS256, "x", TestKeys.publicPem(TestKeys.RSA));
    assertTold(
        "2048 bits, not 1024",
        Algorithm.RS256,
        TestKeys.privatePem(weak),
        TestKeys.publicPem(weak));
    assertTold("curve P-256", Algorithm.ES256, TestKeys.privatePem(wide), TestKeys.publicPem(wide));
    assertTold("secret", Algorithm.HS256, rsa, TestKeys.publicPem(TestKeys.RSA));
  }

  private static void assertTold(
      String clause, Algorithm algorithm, String privatePem, String publicPem) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Security.builder().keyPair(algorithm, privatePem, publicPem));
    assertTrue(String.valueOf(refused.getMessage()).contains(clause), refused::getMessage);
  }

  private static Optional<Caller> verified(Algorithm algorithm, String token) {
    return tokens(algorithm).verify(token, NOW);
  }

  private static AccessTokens tokens(Algorithm algorithm) {
    var pair = algorithm == Algorithm.RS256 ? TestKeys.RSA : TestKeys.EC;
    return Security.builder()
        .keyPair(algorithm, TestKeys.privatePem(pair), TestKeys.publicPem(pair))
        .build()
        .accessTokens();
  }

  private static String rs256(KeyPair pair) {
    return Forgery.signed(pair.getPrivate(), header("RS256"), PAYLOAD);
  }

  private static String es256(KeyPair pair) {
    return Forgery.signed(pair.getPrivate(), header("ES256"), PAYLOAD);
  }

  private static String header(String algorithm) {
    return "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
  }
}

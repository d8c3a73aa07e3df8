package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.adapter.security.Security.Algorithm;
import io.episodal.adapter.security.Security.KeySetUrl;
import io.episodal.adapter.security.Security.PublicKey;
import io.episodal.adapter.security.Security.TrustedIssuer;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of another identity provider. */
@Timeout(60)
final class TrustedIssuersTest {
  private static final byte[] SECRET = "a key of at least thirty-two bytes".getBytes(UTF_8);
  private static final String ISSUER = "https://id.example.org/";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long EXPIRY = NOW.getEpochSecond() + 60;
  private static final String PAYLOAD =
      "{\"iss\":\"https://id.example.org/\",\"sub\":\"auth0|42\",\"aud\":\"shows\",\"exp\":"
          + EXPIRY
          + "}";

  /** SHA-256 of issuer, zero byte and subject, by another program, with version and variant set. */
  private static final UserId USER =
      new UserId(UUID.fromString("3ab8f46e-42ad-8d9e-903e-75d33b87354c"));

  @Test
  void aSubjectIsTheSameUserForEver() {
    var tokens = trusting(rsaIssuer(false));
    assertEquals(Optional.of(new Caller(USER, Role.USER)), tokens.verify(signed(PAYLOAD), NOW));
    assertEquals(8, USER.value().version());
    assertEquals(2, USER.value().variant());
    assertEquals(USER, ForeignUsers.of(ISSUER, "auth0|42"));
    assertNotEquals(USER, ForeignUsers.of(ISSUER + "a", "uth0|42"));
    assertNotEquals(USER, ForeignUsers.of(ISSUER, "auth0|43"));
  }

  @Test
  void ourOwnTokensGoOnToBeGood() {
    var tokens = trusting(rsaIssuer(true));
    var caller = new Caller(new UserId(new UUID(0x7000, 1)), Role.ADMIN);
    assertEquals(Optional.of(caller), tokens.verify(tokens.issue(caller, NOW), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"admin\"", "[\"viewer\",\"admin\"]"})
  void anAdministratorIsOneOnlyIfTheIssuerMayNameThem(String claim) {
    var token = signed(with("role", claim));
    assertEquals(Optional.of(Role.USER), role(rsaIssuer(false), token));
    assertEquals(Optional.of(Role.ADMIN), role(rsaIssuer(true), token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"owner\"", "\"ADMIN\"", "1", "null", "{\"admin\":true}", "[[\"admin\"]]", "[]"})
  void whoIsNoAdministratorIsAUser(String claim) {
    assertEquals(Optional.of(Role.USER), role(rsaIssuer(true), signed(with("role", claim))));
  }

  @Test
  void theRoleIsInTheConfiguredClaim() {
    var issuer =
        new TrustedIssuer(
            ISSUER,
            "shows",
            Algorithm.RS256,
            new PublicKey(TestKeys.publicPem(TestKeys.RSA)),
            "https://example.org/roles",
            true);
    assertEquals(
        Optional.of(Role.ADMIN),
        role(issuer, signed(with("https://example.org/roles", "[\"admin\"]"))));
    assertEquals(Optional.of(Role.USER), role(issuer, signed(with("role", "\"admin\""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String what, String token) {
    assertEquals(Optional.empty(), trusting(rsaIssuer(true)).verify(token, NOW));
  }

  static Stream<Arguments> refuses() {
    var publicBytes = TestKeys.RSA.getPublic().getEncoded();
    return Stream.of(
        Arguments.of("another key", signed(TestKeys.OTHER_RSA, "RS256", PAYLOAD)),
        Arguments.of("another algorithm", signed(TestKeys.EC, "ES256", PAYLOAD)),
        Arguments.of(
            "the public key as a secret",
            Forgery.hs256("{\"alg\":\"HS256\"}", PAYLOAD, publicBytes)),
        Arguments.of("our secret", Forgery.hs256("{\"alg\":\"HS256\"}", PAYLOAD, SECRET)),
        Arguments.of("alg none", Forgery.unsigned("{\"alg\":\"none\"}", PAYLOAD) + "."),
        Arguments.of("an unknown issuer", signed(with("iss", "\"https://id.example.com/\""))),
        Arguments.of("our name with their key", signed(with("iss", "\"episodal\""))),
        Arguments.of("another audience", signed(with("aud", "\"films\""))),
        Arguments.of("no audience", signed(without("aud"))),
        Arguments.of("no expiry", signed(without("exp"))),
        Arguments.of("expired", signed(with("exp", String.valueOf(NOW.getEpochSecond())))),
        Arguments.of(
            "not valid yet", signed(with("nbf", String.valueOf(NOW.getEpochSecond() + 1)))),
        Arguments.of("no subject", signed(without("sub"))),
        Arguments.of("empty subject", signed(with("sub", "\"\""))),
        Arguments.of("subject too long", signed(with("sub", "\"" + "s".repeat(256) + "\""))),
        Arguments.of("subject a number", signed(with("sub", "42"))));
  }

  @Test
  void keysArePublishedAsASet() {
    try (var server = new KeySetServer(TestKeys.keySet("one", TestKeys.EC))) {
      var tokens = trusting(published(Algorithm.ES256, server));
      assertEquals(Optional.of(USER), user(tokens, named(TestKeys.EC, "ES256", "one"), NOW));
      assertEquals(
          Optional.of(USER), user(tokens, signed(TestKeys.EC, "ES256", PAYLOAD), NOW), "no name");
      assertEquals(Optional.empty(), user(tokens, named(TestKeys.OTHER_EC, "ES256", "one"), NOW));
      assertEquals(1, server.requests());
    }
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() {
    try (var server = new KeySetServer(TestKeys.keySet("old", TestKeys.RSA))) {
      var tokens = trusting(published(Algorithm.RS256, server));
      var next = named(TestKeys.OTHER_RSA, "RS256", "new");
      assertEquals(Optional.of(USER), user(tokens, named(TestKeys.RSA, "RS256", "old"), NOW));
      server.publish(200, TestKeys.keySet("new", TestKeys.OTHER_RSA));

      assertEquals(Optional.empty(), user(tokens, next, NOW.plusSeconds(29)));
      assertEquals(1, server.requests());
      assertEquals(Optional.of(USER), user(tokens, next, NOW.plusSeconds(30)));
      assertEquals(
          Optional.empty(), user(tokens, named(TestKeys.RSA, "RS256", "old"), NOW.plusSeconds(31)));
      assertEquals(2, server.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500 down", "200 no JSON", "200 {}", "302 ", "200 {\"keys\":{}}"})
  void aFailedFetchLeavesTheKeysThatThereAre(String answer) {
    try (var server = new KeySetServer(TestKeys.keySet("one", TestKeys.RSA))) {
      var tokens = trusting(published(Algorithm.RS256, server));
      var good = named(TestKeys.RSA, "RS256", "one");
      assertEquals(Optional.of(USER), user(tokens, good, NOW));
      server.publish(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));

      var unknown = named(TestKeys.OTHER_RSA, "RS256", "two");
      assertEquals(Optional.empty(), user(tokens, unknown, NOW.plusSeconds(40)));
      assertEquals(2, server.requests());
      assertEquals(Optional.of(USER), user(tokens, good, NOW.plusSeconds(41)));
    }
  }

  @Test
  void keysOfOtherKindsAreLeftAlone() {
    var set =
        "{\"keys\":[%s,%s,%s,%s,{\"kty\":\"RSA\",\"kid\":\"bad\",\"n\":\"!\"},{},1]}"
            .formatted(
                TestKeys.jwk("ec", TestKeys.EC),
                TestKeys.jwk("weak", TestKeys.rsa(1024)),
                TestKeys.jwk("enc", TestKeys.OTHER_RSA).replace("\"sig\"", "\"enc\""),
                TestKeys.jwk("good", TestKeys.RSA));
    try (var server = new KeySetServer(set)) {
      var tokens = trusting(published(Algorithm.RS256, server));
      assertEquals(Optional.empty(), user(tokens, named(TestKeys.OTHER_RSA, "RS256", "enc"), NOW));
      assertEquals(Optional.empty(), user(tokens, named(TestKeys.EC, "ES256", "ec"), NOW));
      assertEquals(Optional.of(USER), user(tokens, named(TestKeys.RSA, "RS256", "good"), NOW));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.org/jwks",
        "http://127.0.0.1.example.org/jwks",
        "ftp://127.0.0.1/jwks",
        "file:///etc/jwks",
        "jwks"
      })
  void aKeySetIsNotFetchedInTheOpen(String url) {
    assertThrows(IllegalArgumentException.class, () -> new KeySetUrl(URI.create(url)));
  }

  @Test
  void anIssuerIsNamedOnceAndHasAKeyPair() {
    var twice = builder().trust(rsaIssuer(true)).trust(rsaIssuer(false));
    assertThrows(IllegalArgumentException.class, twice::build);
    var ours = builder().issuer(ISSUER).trust(rsaIssuer(true));
    assertThrows(IllegalArgumentException.class, ours::build);
    var keys = new PublicKey(TestKeys.publicPem(TestKeys.RSA));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrustedIssuer(ISSUER, "a", Algorithm.HS256, keys, "role", false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrustedIssuer(ISSUER, "a", Algorithm.ES256, keys, "role", false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrustedIssuer(" ", "a", Algorithm.RS256, keys, "role", false));
  }

  private static TrustedIssuer rsaIssuer(boolean mayNameAdmins) {
    var keys = new PublicKey(TestKeys.publicPem(TestKeys.RSA));
    return new TrustedIssuer(ISSUER, "shows", Algorithm.RS256, keys, "role", mayNameAdmins);
  }

  private static TrustedIssuer published(Algorithm algorithm, KeySetServer server) {
    return new TrustedIssuer(
        ISSUER, "shows", algorithm, new KeySetUrl(server.url()), "role", false);
  }

  private static AccessTokens trusting(TrustedIssuer issuer) {
    return builder().trust(issuer).build().accessTokens();
  }

  private static Security.Builder builder() {
    return Security.builder().hmacSecret(SECRET).accessLifetime(Duration.ofMinutes(15));
  }

  private static Optional<Role> role(TrustedIssuer issuer, String token) {
    return trusting(issuer).verify(token, NOW).map(Caller::role);
  }

  private static Optional<UserId> user(AccessTokens tokens, String token, Instant now) {
    return tokens.verify(token, now).map(Caller::user);
  }

  private static String signed(String payload) {
    return signed(TestKeys.RSA, "RS256", payload);
  }

  private static String signed(KeyPair pair, String algorithm, String payload) {
    return Forgery.signed(pair.getPrivate(), "{\"alg\":\"" + algorithm + "\"}", payload);
  }

  private static String named(KeyPair pair, String algorithm, String key) {
    var header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, key);
    return Forgery.signed(pair.getPrivate(), header, PAYLOAD);
  }

  private static String without(String member) {
    return PAYLOAD.replaceFirst("\"" + member + "\":(\"[^\"]*\"|\\d+),?", "").replace(",}", "}");
  }

  private static String with(String member, String json) {
    var rest = without(member);
    return rest.substring(0, rest.length() - 1) + ",\"" + member + "\":" + json + "}";
  }
}

package io.episodal.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who one is, asked of a real server that signs with ES256 and trusts another issuer. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ServerIdentityTest {
  private static final int RACERS = 40;
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String REFRESH = "/api/v1/auth/refresh";
  private static final String PASSWORD = "correct horse";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @TempDir private static Path home;

  private static KeyPair issuer;
  private static ServerProcess server;
  private static ApiClient client;

  @BeforeAll
  static void start() throws Exception {
    var ours = keyPair();
    issuer = keyPair();
    var file = Files.writeString(home.resolve("private.pem"), pem("PRIVATE", ours.getPrivate()));
    var trusted =
        """
        [{"issuer": "https://id.example.org/", "audience": "shows", "algorithm": "ES256",
          "public_key": "%s"}]
        """
            .formatted(pem("PUBLIC", issuer.getPublic()).replace("\n", "\\n"));
    server =
        ServerProcess.start(
            home.resolve("data"),
            Map.of(
                "EPISODAL_JWT_ALGORITHM",
                "ES256",
                "EPISODAL_JWT_PRIVATE_KEY",
                file.toString(),
                "EPISODAL_JWT_PUBLIC_KEY",
                pem("PUBLIC", ours.getPublic()),
                "EPISODAL_TRUSTED_ISSUERS",
                trusted));
    client = ApiClient.of(server.url());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void ofIdenticalExchangesOneSucceedsAndItsTokensAreRevoked() throws Exception {
    register("fern@example.org");
    var pair = ApiClient.json(200, login("fern@example.org", PASSWORD));
    assertEquals("ES256", algorithm(pair.path("access_token").textValue()));
    var use = Map.of("refresh_token", pair.path("refresh_token").textValue());

    var answers = race(() -> client.post(REFRESH, use));

    var statuses = statuses(answers);
    assertEquals(1, Collections.frequency(statuses, 200), statuses::toString);
    assertEquals(RACERS - 1, Collections.frequency(statuses, 401), statuses::toString);
    var won = ApiClient.json(200, answers.get(statuses.indexOf(200)));
    var next = Map.of("refresh_token", won.path("refresh_token").textValue());
    ApiClient.json(401, client.post(REFRESH, next));
  }

  /** On a busy machine some are told to come back before it is their turn. */
  @Test
  void wrongPasswordsAreSlowedDown() throws Exception {
    register("stark@example.org");
    var statuses = statuses(race(() -> login("stark@example.org", "wrong horse")));
    assertTrue(Collections.frequency(statuses, 401) <= 10, statuses::toString);
    assertTrue(List.of(401, 429, 503).containsAll(statuses), statuses::toString);

    var refused = login("stark@example.org", "wrong horse");
    for (var guess = 0; guess < RACERS && refused.statusCode() != 429; guess++) {
      refused = login("stark@example.org", "wrong horse");
    }
    assertEquals(429, refused.statusCode());
    var wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait >= 1 && wait <= 60, () -> wait + " seconds");
    ApiClient.json(401, login("frieren@example.org", PASSWORD));
  }

  @Test
  void anotherIssuersUsersFollowAndAreNoAdministrators() throws Exception {
    var stranger = new ApiClient(server.url(), token("admin", 60));
    ApiClient.json(200, stranger.get("/api/v1/subscriptions"));
    ApiClient.json(404, stranger.get("/api/v1/users/me"));
    var release = Map.of("title", "Not theirs");
    ApiClient.json(403, stranger.post("/api/v1/admin/releases", release));

    var expired = new ApiClient(server.url(), token("user", -1)).get("/api/v1/subscriptions");
    ApiClient.json(401, expired);
    assertEquals("Bearer", expired.headers().firstValue("WWW-Authenticate").orElse(""));
  }

  private static void register(String email) throws Exception {
    var body = Map.of("email", email, "password", PASSWORD);
    ApiClient.json(201, client.post("/api/v1/auth/register", body));
  }

  private static HttpResponse<String> login(String email, String password) throws Exception {
    return client.post(LOGIN, Map.of("email", email, "password", password));
  }

  private static String algorithm(String token) {
    var header =
        new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    return header.replaceFirst(".*\"alg\":\"(\\w+)\".*", "$1");
  }

  private static String token(String role, long secondsLeft) throws GeneralSecurityException {
    var payload =
        "{\"iss\":\"https://id.example.org/\",\"aud\":\"shows\",\"sub\":\"42\",\"role\":\"%s\",\"exp\":%d}"
            .formatted(role, Instant.now().getEpochSecond() + secondsLeft);
    var content =
        BASE64.encodeToString("{\"alg\":\"ES256\"}".getBytes(UTF_8))
            + "."
            + BASE64.encodeToString(payload.getBytes(UTF_8));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(issuer.getPrivate());
    signature.update(content.getBytes(UTF_8));
    return content + "." + BASE64.encodeToString(signature.sign());
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String pem(String kind, Key key) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n".formatted(kind, base64, kind);
  }

  private static List<Integer> statuses(List<HttpResponse<String>> answers) {
    return answers.stream().map(HttpResponse::statusCode).toList();
  }

  private static List<HttpResponse<String>> race(Callable<HttpResponse<String>> call)
      throws Exception {
    var start = new CyclicBarrier(RACERS);
    var running = new ArrayList<Future<HttpResponse<String>>>();
    try (var callers = Executors.newFixedThreadPool(RACERS)) {
      for (var caller = 0; caller < RACERS; caller++) {
        running.add(
            callers.submit(() -> {
              start.await(30, TimeUnit.SECONDS);
              return call.call();
            }));
      }
    }
    var answers = new ArrayList<HttpResponse<String>>();
    for (var answer : running) {
      answers.add(answer.get());
    }
    return answers;
  }
}

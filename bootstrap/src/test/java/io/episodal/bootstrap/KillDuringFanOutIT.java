package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real server, or its database, while a hundred thousand followers are being told of an
 * episode, and counts in SQL who was told: nobody is forgotten, told twice or told too much.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class KillDuringFanOutIT {
  private static final int FOLLOWERS = 100_000;
  private static final int AT_LIMIT = 5_000;
  private static final int ATTEMPTS = 5;
  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final String EMAIL = "admin@example.org";
  private static final String PASSWORD = "kill minus nine";
  private static final Map<String, String> ADMIN =
      Map.of("EPISODAL_ADMIN_EMAIL", EMAIL, "EPISODAL_ADMIN_PASSWORD", PASSWORD);

  @TempDir private static Path home;

  private static ServerProcess server;
  private static ApiClient admin;
  private static UUID release;
  private static int published;

  /** What is killed. */
  enum Victim {
    SERVER,
    POSTMASTER
  }

  /** An episode and the operation that tells its followers. */
  record Publication(UUID episode, String operation) {}

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(home, ADMIN);
    admin = ApiClient.of(server.url()).signedIn(EMAIL, PASSWORD);
    var created =
        ApiClient.json(202, admin.post("/api/v1/admin/releases", Map.of("title", "Long awaited")));
    release = UUID.fromString(created.path("id").textValue());
    try (var ledger = ledger()) {
      ledger.follow(FOLLOWERS);
    }
  }

  @AfterAll
  static void stop() {
    try (var last = server) {
      last.terminate();
      last.exitCode();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFollowerIsToldExactlyOnceWhoeverIsKilled(Victim victim) throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (var ledger = ledger()) {
        ledger.begin(AT_LIMIT);
      }
      var publication = publish();
      var cut = awaitUnderWay(publication) && cutShort(victim, publication);
      awaitSuccess(publication);
      compare(publication);
      if (cut) {
        return;
      }
    }
    fail("the fan-out was over before the kill, " + ATTEMPTS + " times");
  }

  private static Publication publish() throws Exception {
    published++;
    var episode = Map.of("release_id", release, "title", "Part " + published, "number", published);
    var accepted = ApiClient.json(202, admin.post("/api/v1/admin/episodes", episode));
    return new Publication(
        UUID.fromString(accepted.path("id").textValue()),
        accepted.path("operation_id").textValue());
  }

  /** Returns as soon as a tenth of the followers is told; whether others are still waiting. */
  private static boolean awaitUnderWay(Publication publication) throws Exception {
    var deadline = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < deadline) {
      var progress = ApiClient.json(200, watch(publication)).path("progress");
      var processed = progress.path("processed").longValue();
      if (processed > FOLLOWERS / 10) {
        return processed < FOLLOWERS;
      }
    }
    throw new AssertionError("the fan-out does not begin: " + server.said());
  }

  /** Kills; whether the database proves that the fan-out was under way. */
  private static boolean cutShort(Victim victim, Publication publication) throws Exception {
    return switch (victim) {
      case SERVER -> {
        server.kill9();
        long told;
        try (var ledger = ledger()) {
          told = ledger.told(publication.episode());
        }
        server = ServerProcess.start(home, ADMIN);
        admin = new ApiClient(server.url(), admin.token());
        yield 0 < told && told < FOLLOWERS;
      }
      case POSTMASTER -> {
        killPostmaster(publication);
        try (var ledger = ledger()) {
          var told = ledger.toldBeforeStart(publication.episode());
          yield 0 < told && told < FOLLOWERS - AT_LIMIT;
        }
      }
    };
  }

  /** While the database cannot come back, the server lives and tells its callers to wait. */
  private static void killPostmaster(Publication publication) throws Exception {
    var programs = onlyProgramsIn(home.resolve("postgres"));
    var away = programs.resolveSibling("away");
    Files.move(programs, away);
    server.killPostmaster();
    Patience.until("a refusal", BOUND, () -> watch(publication).statusCode() == 503);
    assertTellsToTryAgain(watch(publication));
    assertTrue(retryAfter(admin.get("/health/ready")) > 0);
    assertEquals(200, admin.get("/health/live").statusCode());
    Files.move(away, programs);
    Patience.until(
        "the database's return", BOUND, () -> admin.get("/health/ready").statusCode() == 200);
  }

  private static Path onlyProgramsIn(Path directory) throws IOException {
    try (var found = Files.newDirectoryStream(directory, "programs-*")) {
      return found.iterator().next();
    }
  }

  private static void assertTellsToTryAgain(HttpResponse<String> answer) throws Exception {
    var problem = ApiClient.json(503, answer);
    assertEquals(503, problem.path("status").intValue());
    assertTrue(problem.path("detail").textValue().contains("try again"), answer::body);
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    assertTrue(retryAfter(answer) > 0);
  }

  private static int retryAfter(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer::body);
    return Integer.parseInt(header(answer, "Retry-After"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static void awaitSuccess(Publication publication) throws Exception {
    Patience.until(
        "the operation's end", BOUND, () -> !isUnfinished(ApiClient.json(200, watch(publication))));
    var operation = ApiClient.json(200, watch(publication));
    assertEquals("succeeded", operation.path("status").textValue(), operation::toString);
    var progress = operation.path("progress");
    assertEquals(FOLLOWERS, progress.path("total").intValue());
    assertEquals(FOLLOWERS, progress.path("processed").intValue());
    assertEquals(FOLLOWERS - AT_LIMIT, progress.path("notified").intValue());
    assertEquals(AT_LIMIT, progress.path("digested").intValue());
    assertEquals(0, progress.path("failed").intValue());
  }

  private static void compare(Publication publication) throws Exception {
    try (var ledger = ledger()) {
      assertEquals(0, ledger.forgotten(publication.episode()), "followers forgotten");
      assertEquals(0, ledger.toldTwice(publication.episode()), "followers told twice");
      assertEquals(FOLLOWERS, ledger.told(publication.episode()), "told in all");
      assertEquals(0, ledger.overLimit(), "deliveries over the limit");
    }
  }

  private static boolean isUnfinished(JsonNode operation) {
    return switch (operation.path("status").textValue()) {
      case "pending", "running" -> true;
      default -> false;
    };
  }

  private static HttpResponse<String> watch(Publication publication) throws Exception {
    return admin.get("/api/v1/admin/operations/" + publication.operation());
  }

  private static FanOutLedger ledger() throws Exception {
    return new FanOutLedger(server.database(), release);
  }
}

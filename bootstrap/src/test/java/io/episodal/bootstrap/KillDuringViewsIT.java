package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real server, or its database, while views are reported, or stops the database. What was
 * acknowledged is there, once, however often it was reported; who cannot be served is told so soon.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class KillDuringViewsIT {
  private static final int CALLERS = 16;
  private static final int VIEWS = 3_000;
  private static final int REPEATED = 100;
  private static final int MOST_WAITING = 1_000;
  private static final String FULL = "episodal_views_waiting " + MOST_WAITING + ".0\n";
  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String EMAIL = "admin@example.org";
  private static final String PASSWORD = "kill minus nine";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "EPISODAL_ADMIN_EMAIL", EMAIL,
          "EPISODAL_ADMIN_PASSWORD", PASSWORD,
          "EPISODAL_VIEWS_QUEUE", String.valueOf(MOST_WAITING));

  @TempDir private Path home;

  private volatile ServerProcess server;
  private UUID release;

  /** What is killed. */
  enum Victim {
    SERVER,
    POSTMASTER
  }

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.start(home, SETTINGS);
    var admin = ApiClient.of(server.url()).signedIn(EMAIL, PASSWORD);
    var created =
        ApiClient.json(202, admin.post("/api/v1/admin/releases", Map.of("title", "Viewed")));
    release = UUID.fromString(created.path("id").textValue());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedIsThereOnceWhoeverIsKilled(Victim victim) throws Exception {
    var load = new ViewLoad(release, () -> server.url());
    load.start(CALLERS);
    awaitAcknowledged(load, VIEWS);

    kill(victim);
    Patience.until("a caller who was cut off", BOUND, () -> load.interruptions() > 0);
    awaitAcknowledged(load, load.acknowledged().size() + VIEWS);

    assertEquals(List.of(), load.end());
    assertThere(load);
    assertTrue(
        count("select count(distinct transaction_id) from episodal.view_events") < load.requests(),
        "nobody shared a commit");

    load.repeat(List.copyOf(load.acknowledged()).subList(0, REPEATED));
    assertEquals(List.of(), load.end());
    assertThere(load);
  }

  @Test
  void aDatabaseThatHangsIsToldSoon() throws Exception {
    var views = Stream.generate(this::view).limit(CALLERS).toList();
    var database = server.pauseDatabase();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = callers.invokeAll(views.stream().map(view -> asking(List.of(view))).toList());
      for (var answer : answers) {
        assertRefusedSoon(answer.get());
      }
    } finally {
      database.goOn();
    }
    report(views);
    assertEquals(views.size(), count("select count(*) from episodal.view_events"));
  }

  /** One batch fills the room; it waits in vain, and nobody else gets in meanwhile. */
  @Test
  void whenTooMuchWaitsCallersAreToldAtOnce() throws Exception {
    var filling = Stream.generate(this::view).limit(MOST_WAITING).toList();
    var database = server.pauseDatabase();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(asking(filling));
      Patience.until("a full room", BOUND, () -> metrics().contains(FULL));
      assertRefusedSoon(asking(List.of(view())).call());
      assertRefused(first.get().answer());
    } finally {
      database.goOn();
    }
    report(filling);
    assertEquals(
        MOST_WAITING, count("select count(*) from episodal.view_events where watched_seconds = 7"));
  }

  /** An answer and how long it took. */
  record Asked(HttpResponse<String> answer, Duration took) {}

  private void kill(Victim victim) throws Exception {
    switch (victim) {
      case SERVER -> {
        server.kill9();
        server = ServerProcess.start(home, SETTINGS);
      }
      case POSTMASTER -> server.killPostmaster();
    }
  }

  private static void awaitAcknowledged(ViewLoad load, int views) {
    Patience.until(
        "acknowledged views, " + views, BOUND, () -> load.acknowledged().size() >= views);
  }

  private void assertThere(ViewLoad load) throws Exception {
    var reported = load.acknowledged().size();
    assertEquals(reported, count("select count(*) from episodal.view_events"));
    assertEquals(reported, count("select count(distinct id) from episodal.view_events"));
  }

  private static void assertRefusedSoon(Asked asked) throws Exception {
    assertRefused(asked.answer());
    assertTrue(asked.took().compareTo(SOON) < 0, () -> "it took " + asked.took());
  }

  private static void assertRefused(HttpResponse<String> answer) throws Exception {
    var problem = ApiClient.json(503, answer);
    assertTrue(problem.path("detail").textValue().length() > 20, problem::toString);
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  /** Reports until it is acknowledged. */
  private void report(List<Map<String, Object>> views) {
    var load = new ViewLoad(release, () -> server.url());
    load.repeat(views);
    assertTrue(load.acknowledged().containsAll(views));
  }

  private Callable<Asked> asking(List<Map<String, Object>> views) {
    return () -> {
      var begun = System.nanoTime();
      return new Asked(ask(views), Duration.ofNanos(System.nanoTime() - begun));
    };
  }

  private HttpResponse<String> ask(List<Map<String, Object>> views)
      throws IOException, InterruptedException {
    var stranger = ApiClient.of(server.url());
    return views.size() == 1
        ? stranger.post("/api/v1/views", views.getFirst())
        : stranger.post("/api/v1/views/batch", views);
  }

  private String metrics() throws IOException, InterruptedException {
    return ApiClient.of(server.url()).get("/metrics").body();
  }

  private Map<String, Object> view() {
    return Map.of(
        "id",
        UUID.randomUUID(),
        "release_id",
        release,
        "viewed_at",
        Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
        "duration_seconds",
        7);
  }

  private long count(String sql) throws IOException, SQLException {
    try (var database = server.database();
        var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

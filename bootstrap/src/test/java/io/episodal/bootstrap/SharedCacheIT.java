package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, with a Redis and without: what one changes the other tells, whatever Redis does. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SharedCacheIT {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final int EDITS = 20;
  private static final int READERS = 4;

  @TempDir private Path home;

  /** What can happen to Redis. */
  enum Fault {
    KILLED,
    HANGING,
    FLUSHED
  }

  @Test
  void editsAreSeenOnTheOtherNodeWithinASecond() throws Exception {
    try (var nodes = TwoNodes.start(home)) {
      assertSeenInTime(nodes, release(nodes));
    }
  }

  @Test
  void editsAreSeenWithinASecondBesideARedis() throws Exception {
    try (var redis = RedisProcess.start(home);
        var nodes = TwoNodes.start(home, Map.of("REDIS_URL", redis.url()))) {
      awaitReadiness(nodes, "ready");
      var release = release(nodes);
      assertSeenInTime(nodes, release);

      read(nodes, 0, release);
      Patience.until("an answer of the other", BOUND, () -> readsWhatOneMade(nodes, release));
    }
  }

  @Test
  void noRequestFailsWhateverBecomesOfRedis() throws Exception {
    try (var redis = RedisProcess.start(home);
        var nodes = TwoNodes.start(home, Map.of("REDIS_URL", redis.url()))) {
      awaitReadiness(nodes, "ready");
      var release = release(nodes);
      var readers = new SteadyReaders();
      readers.start(READERS, nodes::stranger, paths(release));
      for (var fault : Fault.values()) {
        bring(fault, redis, nodes);
        awaitSeen(nodes, 0, release, fault + " 1");
        awaitSeen(nodes, 1, release, fault + " 2");
        heal(fault, redis);
        awaitReadiness(nodes, "ready");
        awaitSeen(nodes, 0, release, fault + " 3");
        awaitSeen(nodes, 1, release, fault + " 4");
      }
      assertTrue(readers.answers() > 100, () -> "only " + readers.answers());
      assertEquals(List.of(), readers.end());
    }
  }

  private static void bring(Fault fault, RedisProcess redis, TwoNodes nodes) throws Exception {
    switch (fault) {
      case KILLED -> redis.kill();
      case HANGING -> redis.hang();
      case FLUSHED -> redis.flush();
    }
    if (fault != Fault.FLUSHED) {
      awaitReadiness(nodes, "degraded");
    }
  }

  private static void heal(Fault fault, RedisProcess redis) throws Exception {
    switch (fault) {
      case KILLED -> redis.startAgain();
      case HANGING -> redis.goOn();
      case FLUSHED -> {
        // It does by itself.
      }
    }
  }

  /** All are seen soon; half of them in the time that is promised, however busy this machine is. */
  private static void assertSeenInTime(TwoNodes nodes, String release) throws Exception {
    var times = new ArrayList<Duration>();
    for (var edit = 0; edit < EDITS; edit++) {
      times.add(awaitSeen(nodes, edit, release, "Edit " + edit));
    }
    times.sort(null);
    assertTrue(times.get(EDITS / 2).compareTo(PROMISED) < 0, times::toString);
  }

  /** Edits on one node; how long it takes until the other tells so. */
  private static Duration awaitSeen(TwoNodes nodes, int node, String release, String title)
      throws Exception {
    read(nodes, node, release);
    read(nodes, node + 1, release);
    var edit = Map.of("title", title);
    var path = "/api/v1/admin/releases/" + release;
    ApiClient.json(202, nodes.on(node, nodes.admin()).call("PUT", path, edit));
    var begun = System.nanoTime();
    assertEquals(title, read(nodes, node, release));
    Patience.until(title, BOUND, () -> read(nodes, node + 1, release).equals(title));
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** The title that a node tells in figures, from its cache if it can. */
  private static String read(TwoNodes nodes, int node, String release) throws Exception {
    return ApiClient.json(200, nodes.stranger(node).get(figures(release)))
        .at("/releases/0/release_title")
        .textValue();
  }

  private static boolean readsWhatOneMade(TwoNodes nodes, String release) throws Exception {
    var path = figures(release) + "&limit=" + (1 + System.nanoTime() % 90);
    assertEquals(200, nodes.stranger(0).get(path).statusCode());
    assertEquals(200, nodes.stranger(1).get(path).statusCode());
    return nodes
        .stranger(1)
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("episodal_cache_requests_total{result=\"shared\"}"))
        .anyMatch(line -> !line.endsWith(" 0.0"));
  }

  private static void awaitReadiness(TwoNodes nodes, String status) throws Exception {
    for (var node = 0; node < 2; node++) {
      var client = nodes.stranger(node);
      Patience.until(
          status, BOUND, () -> client.get("/health/ready").body().contains("\"" + status + "\""));
    }
  }

  private static String release(TwoNodes nodes) throws Exception {
    var created = nodes.admin().post("/api/v1/admin/releases", Map.of("title", "Cached"));
    return ApiClient.json(202, created).path("id").textValue();
  }

  /** Some that are asked for again and again, and many that are not. */
  private static List<String> paths(String release) {
    return Stream.concat(
            Stream.of("/api/v1/analytics/top", figures(release), figures(release)),
            IntStream.rangeClosed(1, 50)
                .mapToObj(limit -> "/api/v1/analytics/top?window=7d&limit=" + limit))
        .toList();
  }

  private static String figures(String release) {
    return "/api/v1/analytics/views?release_ids=" + release;
  }
}

package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.testkit.Race;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of two nodes, on whichever of them something is published and delivered. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class StreamsIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final int PUBLISHERS = 4;
  private static final int EACH = 10;
  private static final String HEARING =
      "from pg_stat_activity where application_name = 'episodal signals'";

  @TempDir private static Path home;

  private static TwoNodes nodes;
  private static ApiClient admin;

  private final AtomicInteger episodes = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    nodes = TwoNodes.start(home, Map.of("EPISODAL_NOTIFICATIONS_LIMIT", "1000"));
    admin = nodes.admin();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Test
  void whatIsPublishedOnOneNodeIsToldOnBoth() throws Exception {
    var user = nodes.newUser();
    var release = followedBy(user);
    try (var one = open(0, user, "");
        var two = open(1, user, "")) {
      var published = List.of(publish(0, release), publish(1, release), publish(0, release));

      awaitAll(published, one);
      awaitAll(published, two);
    }
  }

  /** Deliveries race on both nodes while a client comes and goes between them. */
  @Test
  void whoComesBackAgainAndAgainMissesNothingAndHearsNothingTwice() throws Exception {
    var user = nodes.newUser();
    var release = followedBy(user);
    String last;
    try (var stream = open(0, user, "")) {
      last = stream.beginning();
    }
    var publishing =
        CompletableFuture.supplyAsync(
            () -> Race.of(PUBLISHERS, number -> () -> publishSome(number, release)));

    var told = new ArrayList<String>();
    for (int visit = 1; told.size() < PUBLISHERS * EACH; visit++) {
      try (var stream = open(visit, user, last)) {
        Patience.until("news", BOUND, () -> !stream.told().isEmpty());
        var news = stream.told();
        news.forEach(each -> told.add(each.about()));
        last = news.getLast().id();
      }
    }

    var published = publishing.join().stream().flatMap(List::stream).toList();
    assertEquals(published.size(), told.size());
    assertEquals(Set.copyOf(published), Set.copyOf(told));
  }

  @Test
  void whatIsDeliveredWhileNobodyHearsIsToldWhenTheyHearAgain() throws Exception {
    var user = nodes.newUser();
    var release = followedBy(user);
    try (var one = open(0, user, "");
        var two = open(1, user, "")) {
      var published = new ArrayList<String>();
      for (int round = 0; round < 5; round++) {
        Patience.until("two who hear", BOUND, () -> nodes.count("select count(*) " + HEARING) == 2);
        assertEquals(2, nodes.count("select count(pg_terminate_backend(pid)) " + HEARING));
        published.add(publish(round, release));
        awaitAll(published, one);
        awaitAll(published, two);
      }
    }
  }

  private static StreamReader open(int node, ApiClient user, String lastId) throws Exception {
    var stream = StreamReader.open(nodes.on(node, user), lastId);
    stream.beginning();
    return stream;
  }

  /** Deliveries that were queued together may come in any order, but each once. */
  private static void awaitAll(List<String> published, StreamReader stream) {
    Patience.until("all news", BOUND, () -> stream.told().size() >= published.size());
    var told = stream.told().stream().map(StreamReader.Told::about).toList();
    assertEquals(published.size(), told.size());
    assertEquals(Set.copyOf(published), Set.copyOf(told));
  }

  private static String followedBy(ApiClient user) throws Exception {
    var release =
        ApiClient.json(202, admin.post("/api/v1/admin/releases", Map.of("title", "Streamed")))
            .path("id")
            .textValue();
    var target = Map.of("subscription_type", "release", "target_id", release);
    ApiClient.json(201, user.post("/api/v1/subscriptions", target));
    return release;
  }

  private List<String> publishSome(int node, String release) throws Exception {
    var published = new ArrayList<String>();
    for (int i = 0; i < EACH; i++) {
      published.add(publish(node, release));
    }
    return published;
  }

  private String publish(int node, String release) throws Exception {
    var episode =
        Map.of("release_id", release, "title", "Out", "number", episodes.incrementAndGet());
    var answer = nodes.on(node, admin).post("/api/v1/admin/episodes", episode);
    return ApiClient.json(202, answer).path("id").textValue();
  }
}

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of releases and genres, as JSON and as rows. */
class AnalyticsRoutesTest {
  private static final String ANALYTICS = "/api/v1/analytics";
  private static final String UNKNOWN = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";
  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";
  private static final List<String> COUNTS =
      List.of(
          "total_views",
          "unique_viewers",
          "average_completion",
          "engaged_views",
          "completions",
          "watched_seconds");

  private final TestServer server = new TestServer();
  private String release = "";
  private String other = "";

  @BeforeEach
  void fill() {
    var genre = created("genres", "{\"name\": \"Drama\"}");
    release =
        created("releases", "{\"title\": \"A, \\\"B\\\"\", \"genre_ids\": [\"" + genre + "\"]}");
    other = created("releases", "{\"title\": \"Other\"}");
    var episodes =
        IntStream.rangeClosed(1, 3)
            .mapToObj(number ->
                created(
                    "episodes",
                    "{\"release_id\": \"%s\", \"title\": \"E%d\", \"number\": %d}"
                        .formatted(release, number, number)))
            .toList();
    watch(episodes.get(0), TestServer.TOKEN, 95);
    watch(episodes.get(0), TestServer.OTHER_TOKEN, 40);
    watch(episodes.get(1), TestServer.TOKEN, 20);
    server.work();
    server.cache.clear();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aReleaseShowsAllThatIsCountedOfIt() {
    server
        .send("PUT", "/api/v1/releases/" + release + "/rating", TestServer.TOKEN, "{\"score\": 8}")
        .expect(204);
    var follow = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    server.post("/api/v1/subscriptions", TestServer.TOKEN, follow).expect(201);
    server.work();

    var reply = server.get(ANALYTICS + "/releases/" + release).expect(200);

    assertEquals(
        List.of(
            "release_id",
            "release_title",
            "windows",
            "average_rating",
            "votes",
            "rating_histogram",
            "followers",
            "popularity_score",
            "definition"),
        reply.members(""));
    assertEquals(List.of("24h", "7d", "30d", "91d", "all"), reply.members("/windows"));
    for (var window : reply.members("/windows")) {
      assertEquals(COUNTS, reply.members("/windows/" + window));
      assertEquals("3", reply.string("/windows/" + window + "/total_views"));
      assertEquals("2", reply.string("/windows/" + window + "/unique_viewers"));
      assertEquals("51.67", reply.string("/windows/" + window + "/average_completion"));
    }
    assertEquals("8.0", reply.string("/average_rating"));
    assertEquals("1", reply.string("/votes"));
    assertEquals("8", reply.string("/rating_histogram/7/score"));
    assertEquals("1", reply.string("/rating_histogram/7/votes"));
    assertEquals(10, reply.json().at("/rating_histogram").size());
    assertEquals("1", reply.string("/followers"));
  }

  @Test
  void aTimeseriesHasEveryBucket() {
    var days = server.get(ANALYTICS + "/releases/" + release + "/timeseries").expect(200);
    assertEquals(
        List.of("release_id", "release_title", "interval", "from", "to", "buckets", "definition"),
        days.members(""));
    assertEquals(30, days.json().at("/buckets").size());
    assertEquals("2026-03-03T00:00:00Z", days.string("/to"));
    assertEquals("2026-03-02T00:00:00Z", days.string("/buckets/29/from"));
    assertEquals("3", days.string("/buckets/29/total_views"));
    assertEquals("2", days.string("/buckets/29/unique_viewers"));
    assertEquals(3, days.json().at("/buckets/29/episodes").size());
    assertEquals("E1", days.string("/buckets/29/episodes/0/title"));
    assertEquals("0", days.string("/buckets/0/total_views"));

    var hours =
        server
            .get(
                ANALYTICS
                    + "/releases/"
                    + release
                    + "/timeseries?interval=hour&from=2026-03-02T08:30:00Z"
                    + "&to=2026-03-02T12:00:00%2B02:00")
            .expect(200);
    assertEquals("2026-03-02T08:00:00Z", hours.string("/from"));
    assertEquals("2026-03-02T10:00:00Z", hours.string("/to"));
    assertEquals(2, hours.json().at("/buckets").size());
    assertEquals("3", hours.string("/buckets/1/total_views"));
    assertTrue(hours.json().at("/buckets/1/unique_viewers").isNull());
  }

  @Test
  void aFunnelHasEveryEpisode() {
    var funnel = server.get(ANALYTICS + "/releases/" + release + "/funnel").expect(200);

    assertEquals(
        List.of("release_id", "release_title", "episodes", "total", "definition"),
        funnel.members(""));
    assertEquals("3", funnel.string("/total"));
    assertEquals("2", funnel.string("/episodes/0/viewers"));
    assertEquals("1", funnel.string("/episodes/0/completions"));
    assertTrue(funnel.json().at("/episodes/0/from_previous").isNull());
    assertEquals("1", funnel.string("/episodes/1/from_previous"));
    assertEquals("0.5", funnel.string("/episodes/1/retention"));
    assertEquals("0", funnel.string("/episodes/2/from_previous"));
    var second =
        server.get(ANALYTICS + "/releases/" + release + "/funnel?skip=1&limit=1").expect(200);
    assertEquals(funnel.json().at("/episodes/1"), second.json().at("/episodes/0"));
    assertEquals(1, second.json().at("/episodes").size());
  }

  @Test
  void genresAddUp() {
    var genres = server.get(ANALYTICS + "/genres?window=7d&limit=100").expect(200);

    assertEquals(List.of("genres", "total", "window", "definition"), genres.members(""));
    assertEquals("Drama", genres.string("/genres/0/genre_name"));
    assertEquals("3", genres.string("/genres/0/total_views"));
    assertEquals("1", genres.string("/genres/0/release_count"));
    assertEquals(genres.json().at("/genres").size(), genres.json().at("/total").intValue());
  }

  @Test
  void listsAreRankedAsAsked() {
    for (var sort : List.of("views", "popularity", "trending")) {
      var views = server.get(ANALYTICS + "/views?sort=" + sort).expect(200);
      assertEquals(release, views.string("/releases/0/release_id"));
      assertEquals("2", views.string("/total_releases"));
      var asked =
          server.get(ANALYTICS + "/views?sort=" + sort + "&release_ids=" + other).expect(200);
      assertEquals(other, asked.string("/releases/0/release_id"));
      server.get(ANALYTICS + "/top?window=24h&sort=" + sort).expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/timeseries?interval=week, interval",
    "/timeseries?interval=, interval",
    "/timeseries?from=yesterday, from",
    "/timeseries?to=2026-13-01, to",
    "/timeseries?from=2026-03-02&to=2026-03-02, from",
    "/timeseries?from=2026-03-02&to=2026-03-01, from",
    "/timeseries?from=2027-01-01, from",
    "/timeseries?from=2023-01-01&to=2026-01-01, from",
    "/timeseries?interval=hour&from=2026-01-01&to=2026-03-01, from",
    "/timeseries?to=0999-01-01, to",
    "/funnel?limit=1001, limit",
    "/funnel?limit=0, limit",
    "/funnel?skip=-1, skip"
  })
  void badInputIsNamed(String call, String parameter) {
    var reply = server.get(ANALYTICS + "/releases/" + release + call).expectProblem(422);

    assertEquals(List.of(parameter), reply.places());
  }

  @Test
  void badInputOfListsIsNamed() {
    for (var bad : List.of("/genres?window=1d", "/genres?limit=101", "/views?sort=name")) {
      var parameter = bad.substring(bad.indexOf('?') + 1, bad.indexOf('='));
      for (var accept : List.of("application/json", CSV)) {
        assertEquals(List.of(parameter), get(bad, accept).expectProblem(422).places());
      }
    }
    assertEquals(
        List.of("interval", "from"),
        server
            .get(ANALYTICS + "/releases/" + release + "/timeseries?interval=year&from=x")
            .expectProblem(422)
            .places());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/timeseries", "/funnel"})
  void whatIsNotThereIsNotFound(String call) {
    for (var accept : List.of("application/json", CSV, NDJSON)) {
      get("/releases/" + UNKNOWN + call, accept).expectProblem(404);
    }
    server.get(ANALYTICS + "/releases/1" + call).expectProblem(422);
    server.send("DELETE", "/api/v1/admin/releases/" + release, TestServer.ADMIN_TOKEN, null);
    server.get(ANALYTICS + "/releases/" + release + call).expectProblem(404);
  }

  @Test
  void answersAreCachedUntilWhatTheyAreMadeOfChanges() {
    var calls =
        List.of(
            "/genres",
            "/releases/" + release,
            "/releases/" + release + "/timeseries",
            "/releases/" + release + "/funnel");
    for (var call : calls) {
      var first = server.get(ANALYTICS + call).expect(200);
      assertEquals("public, max-age=5", first.header("Cache-Control"));
      assertEquals("Accept, Accept-Encoding", first.header("Vary"));
      var again =
          server.send("GET", ANALYTICS + call, null, null, "If-None-Match", first.header("ETag"));
      assertEquals(0, again.expect(304).bytes().length);
      var head = server.send("HEAD", ANALYTICS + call, null, null).expect(200);
      assertEquals(first.header("ETag"), head.header("ETag"));
    }
    var lives = server.cache.lives();
    assertEquals(calls.size(), lives.size());
    lives.forEach((key, life) -> {
      var ranking = key.name().contains("genres");
      assertEquals(ranking ? Duration.ofHours(1) : Duration.ofMinutes(10), life);
      assertTrue(key.tags().contains(Tag.CATALOGUE));
      assertEquals(!ranking, key.tags().contains(Tag.VIEWS));
    });

    watch(null, null, 0);
    server.clock.advance(Duration.ofSeconds(2));
    server.work();
    assertEquals(
        "4", server.get(ANALYTICS + "/releases/" + release).string("/windows/24h/total_views"));
  }

  @Test
  void everyTableHasTheSameRowsInEveryFormat() {
    var tables =
        List.of(
            List.of("/views?window=7d", "/releases"),
            List.of("/top", "/top_releases"),
            List.of("/genres", "/genres"),
            List.of("/releases/" + release + "/timeseries?from=2026-03-01", "/buckets"),
            List.of("/releases/" + release + "/funnel", "/episodes"));
    for (var table : tables) {
      var json = server.get(ANALYTICS + table.getFirst()).expect(200);
      var ndjson = get(table.getFirst(), NDJSON).expect(200);
      var csv = get(table.getFirst(), CSV).expect(200);

      var lines = ndjson.text().lines().toList();
      var rows = json.json().at(table.getLast());
      assertEquals(rows.size(), lines.size());
      for (int i = 0; i < lines.size(); i++) {
        assertEquals(rows.get(i).toString(), lines.get(i));
      }
      assertEquals(String.join(",", json.members(table.getLast() + "/0")), head(csv));
      assertEquals(rows.size() + 1, csv.text().split("\r\n", -1).length - 1);
      for (var reply : List.of(ndjson, csv)) {
        assertEquals("public, max-age=5", reply.header("Cache-Control"));
        assertEquals("Accept, Accept-Encoding", reply.header("Vary"));
        assertFalse(reply.headers().firstValue("ETag").isPresent());
      }
      assertEquals("text/csv;charset=utf-8;header=present", csv.header("Content-Type"));
      assertEquals(NDJSON, ndjson.header("Content-Type"));
    }
  }

  @Test
  void windowsAreTheRowsOfARelease() {
    var csv = get("/releases/" + release, CSV).expect(200);

    assertEquals("window," + String.join(",", COUNTS), head(csv));
    assertEquals("24h,3,2,51.67,3,1,180", csv.text().split("\r\n", -1)[1]);
    assertEquals(7, csv.text().split("\r\n", -1).length);
  }

  @Test
  void cellsAreQuoted() {
    assertTrue(
        get("/views?limit=1", CSV)
            .text()
            .contains("\r\n" + release + ",\"A, \"\"B\"\"\",3,2,51.67,3,1,180\r\n"));
  }

  @Test
  void rowsAreCompressedAndHeadersAreThereWithoutThem() {
    var plain = get("/views", CSV).expect(200);

    var zipped =
        server.send(
            "GET", ANALYTICS + "/views", null, null, "Accept", CSV, "Accept-Encoding", "gzip");
    assertEquals("gzip", zipped.expect(200).header("Content-Encoding"));
    assertEquals(plain.text(), new String(zipped.plainBytes(), StandardCharsets.UTF_8));

    var head = server.send("HEAD", ANALYTICS + "/views", null, null, "Accept", CSV).expect(200);
    assertEquals(plain.header("Content-Type"), head.header("Content-Type"));
    assertEquals(0, head.bytes().length);
  }

  @Test
  void whatNobodyOffersIsNotAcceptable() {
    for (var call : List.of("/views", "/top", "/genres", "/releases/" + release)) {
      var refused = get(call, "text/html").expectProblem(406);
      assertTrue(refused.string("/detail").contains("text/csv"));
    }
    server.send("GET", "/api/v1/releases", null, null, "Accept", CSV).expectProblem(406);
  }

  @Test
  void withoutALimitRowsGoOnToTheEnd() {
    var expected = new ArrayList<>(List.of(release, other));
    for (int i = 0; i < 2 * Parts.SIZE; i++) {
      expected.add(2, created("releases", "{\"title\": \"R" + i + "\"}"));
    }
    expected.remove(other);
    expected.addLast(other);

    assertEquals(expected, releases(get("/views", NDJSON)));
    assertEquals(expected, releases(get("/top?sort=views", NDJSON)));
    assertEquals(expected.subList(3, expected.size()), releases(get("/views?skip=3", NDJSON)));
    assertEquals(expected.subList(3, 5), releases(get("/views?skip=3&limit=2", NDJSON)));
    assertEquals(List.of(other), releases(get("/views?release_ids=" + other, NDJSON)));
    assertEquals(List.of(), releases(get("/views?skip=100000000", NDJSON)));
  }

  @Test
  void readingTheStoreIsTimedByEndpoint() {
    for (int i = 0; i < 3; i++) {
      server.get(ANALYTICS + "/releases/" + release).expect(200);
    }

    var metrics = server.get("/metrics").expect(200).text();
    var tag = "{route=\"/api/v1/analytics/releases/{id}\"";
    assertTrue(metrics.contains("episodal_analytics_queries_seconds_count" + tag + "} 1"), metrics);
    assertTrue(
        metrics.contains("episodal_analytics_queries_seconds_bucket" + tag + ",le=\"0.001\"}"));
  }

  private static String head(Reply csv) {
    return csv.text().split("\r\n", -1)[0];
  }

  private static List<String> releases(Reply ndjson) {
    return ndjson
        .expect(200)
        .text()
        .lines()
        .map(line -> line.replaceFirst(".*\"release_id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private Reply get(String call, String accept) {
    return server.send("GET", ANALYTICS + call, null, null, "Accept", accept);
  }

  private void watch(@Nullable String episode, @Nullable String token, int completion) {
    var view =
        "{\"release_id\": \"%s\", \"episode_id\": %s, \"duration_seconds\": 60, "
                .formatted(release, episode == null ? "null" : "\"" + episode + "\"")
            + "\"completion_percentage\": "
            + completion
            + "}";
    server.post("/api/v1/views", token, view).expect(202);
  }

  private String created(String what, String json) {
    return server
        .post("/api/v1/admin/" + what, TestServer.ADMIN_TOKEN, json)
        .expect(202)
        .string("/id");
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is told as the right 4xx, and nothing of it is kept. */
class BadInputTest {
  private static final String RELEASES = "/api/v1/admin/releases";
  private static final String EPISODES = "/api/v1/admin/episodes";
  private static final String ID = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingWasWritten() {
    assertEquals(0, server.get("/api/v1/releases").expect(200).json().get("total").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"title\":\"a\",}",
        "{\"title\":\"a\"} x",
        "{\"title\":\"a\"}{}",
        "{\"title\":\"a\",\"title\":\"b\"}",
        "{'title':'a'}",
        "{\"title\":\"a\" /* no */}",
        "[]",
        "\"title\"",
        "null",
        "",
        "{\"title\":1}",
        "{\"title\":{}}",
        "{\"title\":[\"a\"]}",
        "{\"title\":\"a\",\"total_episodes\":\"1\"}",
        "{\"title\":\"a\",\"total_episodes\":1.5}",
        "{\"title\":\"a\",\"total_episodes\":true}",
        "{\"title\":\"a\",\"total_episodes\":1e400}",
        "{\"title\":\"a\",\"total_episodes\":NaN}",
        "{\"title\":\"a\",\"tags\":\"a\"}",
        "{\"title\":\"a\",\"tags\":[1]}",
        "{\"title\":\"a\",\"genre_ids\":[7]}",
        "{\"title\":\"a\",\"release_date\":1700000000}",
        "{\"title\":\"a\",\"status\":0}",
        "{\"title\":\"a\",\"external_ids\":[]}",
        "{\"title\":\"a\",\"external_ids\":{\"mal\":1}}",
        "{\"title\":\"a\",\"alternative_titles\":[\"b\"]}"
      })
  void malformed(String json) {
    server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                    | /title",
        "{\"title\":null}                                      | /title",
        "{\"title\":\"\"}                                      | /title",
        "{\"title\":\" \\t\"}                                  | /title",
        "{\"title\":\"a\\u0000b\"}                             | /title",
        "{\"title\":\"\\ud83d\"}                               | /title",
        "{\"title\":\"a\",\"titel\":\"b\"}                     | /titel",
        "{\"title\":\"a\",\"id\":\"b\"}                        | /id",
        "{\"title\":\"a\",\"total_episodes\":-1}               | /total_episodes",
        "{\"title\":\"a\",\"total_episodes\":2147483648}       | /total_episodes",
        "{\"title\":\"a\",\"total_episodes\":1e300}            | /total_episodes",
        "{\"title\":\"a\",\"status\":\"ONGOING\"}              | /status",
        "{\"title\":\"a\",\"status\":\"\"}                     | /status",
        "{\"title\":\"a\",\"release_date\":\"yesterday\"}      | /release_date",
        "{\"title\":\"a\",\"release_date\":\"2026-02-30\"}     | /release_date",
        "{\"title\":\"a\",\"release_date\":\"0999-12-31\"}     | /release_date",
        "{\"title\":\"a\",\"release_date\":\"99999-01-01T00:00:00Z\"} | /release_date",
        "{\"title\":\"a\",\"poster_url\":\"javascript:alert(1)\"} | /poster_url",
        "{\"title\":\"a\",\"banner_url\":\"/relative\"}        | /banner_url",
        "{\"title\":\"a\",\"tags\":[\"b\",\"\"]}               | /tags/1",
        "{\"title\":\"a\",\"tags\":[null]}                     | /tags/0",
        "{\"title\":\"a\",\"tags\":[\"b\",\"b\"]}              | /tags",
        "{\"title\":\"a\",\"genre_ids\":[\"1; drop table genres\"]} | /genre_ids/0",
        "{\"title\":\"a\",\"franchise_id\":\"1-1-1-1-1\"}      | /franchise_id",
        "{\"title\":\"a\",\"alternative_titles\":[{\"title\":\"b\"}]} | /alternative_titles/0/language"
      })
  void invalid(String json, String place) {
    var reply = server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(422);

    assertEquals(List.of(place), reply.places(), reply::text);
  }

  @Test
  void unknownIdsAreInvalidAndNamed() {
    var json =
        """
        {"title": "a", "franchise_id": "%s"}
        """
            .formatted(ID);

    var reply = server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(422);

    assertEquals(List.of("/franchise_id"), reply.places());
  }

  @Test
  void allFaultsAreToldInOneAnswer() {
    var json =
        """
        {"release_id": "x", "title": "", "number": 0, "duration": -1, "status": "soon", "y": 1,
         "thumbnail_url": "no", "release_date": "no"}
        """;

    var reply = server.post(EPISODES, TestServer.ADMIN_TOKEN, json).expectProblem(422);

    assertEquals(
        List.of(
            "/release_id",
            "/release_date",
            "/status",
            "/y",
            "/title",
            "/number",
            "/duration",
            "/thumbnail_url"),
        reply.places());
    assertTrue(reply.string("/detail").endsWith("(and 7 more faults)"), reply::text);
  }

  @Test
  void badUtf8IsMalformed() {
    var body = new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xFF, '"', '}'};
    var request =
        server
            .request(RELEASES, TestServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();

    var reply = server.send(request).expectProblem(400);

    assertEquals("The body is not valid UTF-8", reply.string("/detail"));
  }

  @Test
  void deepNestingIsMalformed() {
    server.post(RELEASES, TestServer.ADMIN_TOKEN, "[".repeat(100_000)).expectProblem(400);
    server
        .post(RELEASES, TestServer.ADMIN_TOKEN, "{\"title\":".repeat(100_000) + "1")
        .expectProblem(400);
  }

  @Test
  void hugeNumbersAreMalformed() {
    var json = "{\"title\":\"a\",\"total_episodes\":" + "9".repeat(900_000) + "}";

    server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 10 << 20})
  void largeBodiesAreRefusedAndTheAnswerArrives(int bytes) {
    var json = "{\"title\":\"" + "a".repeat(bytes) + "\"}";

    var declared = server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(413);
    var chunked =
        server
            .request(RELEASES, TestServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(json)))
            .build();

    assertEquals("The body must have at most 1048576 bytes", declared.string("/detail"));
    server.send(chunked).expectProblem(413);
  }

  @Test
  void aBodyOfTheGreatestLengthIsRead() {
    var json = "{\"title\":\"" + "a".repeat((1 << 20) - 12) + "\"}";
    assertEquals(1 << 20, json.getBytes(UTF_8).length);

    var reply = server.post(RELEASES, TestServer.ADMIN_TOKEN, json).expectProblem(422);

    assertEquals(List.of("/title"), reply.places());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/jsonp",
        "application/merge-patch+json",
        "application/json, text/plain",
        "nonsense"
      })
  void otherMediaTypesAreRefused(String type) {
    var request =
        server
            .request(RELEASES, TestServer.ADMIN_TOKEN)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"title\":\"a\"}"))
            .build();

    server.send(request).expectProblem(415);
  }

  @Test
  void aBodyWithoutTypeOrCompressedIsRefused() {
    var untyped =
        server
            .request(RELEASES, TestServer.ADMIN_TOKEN)
            .POST(BodyPublishers.ofString("{\"title\":\"a\"}"))
            .build();

    server.send(untyped).expectProblem(415);
    server
        .send("POST", RELEASES, TestServer.ADMIN_TOKEN, "{}", "Content-Encoding", "gzip")
        .expectProblem(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "x",
        "1-1-1-1-1",
        "0197f3a25b7c7c3e9d416f2a8b0c4d1e",
        "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1g",
        "1'%20or%20'1'='1",
        "1;drop%20table%20releases"
      })
  void pathIdsThatAreNoUuids(String id) {
    for (var path : List.of("/api/v1/releases/", "/api/v1/episodes/", "/api/v1/franchises/")) {
      var reply = server.get(path + id).expectProblem(422);
      assertEquals(List.of("id"), reply.places());
    }
    server.send("DELETE", RELEASES + "/" + id, TestServer.ADMIN_TOKEN, null).expectProblem(422);
    server.send("DELETE", "/api/v1/subscriptions/" + id, TestServer.TOKEN, null).expectProblem(422);
  }

  @Test
  void unknownIdsAreNotFound() {
    for (var path :
        List.of(
            "/api/v1/releases/" + ID,
            "/api/v1/releases/" + ID + "/episodes",
            "/api/v1/episodes/" + ID,
            "/api/v1/franchises/" + ID)) {
      server.get(path).expectProblem(404);
    }
    server.get("/api/v1/admin/operations/" + ID, TestServer.ADMIN_TOKEN).expectProblem(404);
    server
        .send("PATCH", RELEASES + "/" + ID, TestServer.ADMIN_TOKEN, "{\"title\":\"a\"}")
        .expectProblem(404);
    server.send("DELETE", EPISODES + "/" + ID, TestServer.ADMIN_TOKEN, null).expectProblem(404);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=101,limit",
    "limit=,limit",
    "limit=ten,limit",
    "limit=1&limit=2,limit",
    "skip=-1,skip",
    "skip=1.5,skip",
    "cursor=x,cursor",
    "cursor=WyJub3doZXJlIl0,cursor",
    "q=,q",
    "q=%00,q",
    "status=none,status",
    "sort=random,sort",
    "genre_id=1,genre_id",
    "franchise_id=' or 1=1,franchise_id",
    "tag=,tag"
  })
  void badParametersAreInvalid(String query, String parameter) {
    var reply = server.get("/api/v1/releases?" + query.replace(" ", "%20")).expectProblem(422);

    assertEquals(List.of(parameter), reply.places());
  }

  @Test
  void parametersThatNobodyKnowsAreIgnored() {
    server.get("/api/v1/releases?utm_source=x&skip=99999999999999999999").expect(200);
  }

  @Test
  void theOrderOfChecksIsTokenRoleIdBodyExistence() {
    var path = RELEASES + "/nonsense";
    server.send("PUT", path, null, "{").expectProblem(401);
    server.send("PUT", path, "nonsense", "{").expectProblem(401);
    server.send("PUT", path, TestServer.TOKEN, "{").expectProblem(403);
    var badId = server.send("PUT", path, TestServer.ADMIN_TOKEN, "{").expectProblem(422);
    assertEquals(List.of("id"), badId.places());
    server.send("PUT", RELEASES + "/" + ID, TestServer.ADMIN_TOKEN, "{").expectProblem(400);
    server.send("PUT", RELEASES + "/" + ID, TestServer.ADMIN_TOKEN, "{}").expectProblem(404);
  }
}

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many edits in one request, and what is wrong with them, each at its place. */
class BatchTest {
  private static final String BATCH = "/api/v1/admin/batch";
  private static final String UNKNOWN = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void laterOperationsNameWhatEarlierOnesMake() {
    var reply =
        batch(
                """
                {"op":"create","kind":"genre","body":{"name":"Fantasy"}}\
                """,
                """
                {"op":"create","kind":"franchise","id":null,"body":{"name":"Saga"}}\
                """,
                """
                {"op":"create","kind":"release",
                  "body":{"title":"Frieren","genre_ids":["#0"],"franchise_id":"#1"}}\
                """,
                """
                {"op":"create","kind":"episode",
                  "body":{"release_id":"#2","title":"One","number":1}}\
                """,
                """
                {"op":"create","kind":"episode",
                  "body":{"release_id":"#2","title":"Two","number":2}}\
                """)
            .expect(202);

    assertEquals(List.of("operation_id", "results"), reply.members(""));
    assertEquals(
        "/api/v1/admin/operations/" + reply.string("/operation_id"), reply.header("Location"));
    assertEquals(5, reply.json().get("results").size());
    assertEquals(List.of("index", "id"), reply.members("/results/4"));
    var release = server.get("/api/v1/releases/" + reply.string("/results/2/id")).expect(200);
    assertEquals(reply.string("/results/0/id"), release.string("/genres/0/id"));
    assertEquals("Saga", release.string("/franchise/name"));
    var episode = server.get("/api/v1/episodes/" + reply.string("/results/4/id")).expect(200);
    assertEquals("Two", episode.string("/title"));
    server.work();
    var operation = server.get(reply.header("Location"), TestServer.ADMIN_TOKEN).expect(200);
    assertEquals("batch", operation.string("/kind"));
    assertEquals("succeeded", operation.string("/status"));
  }

  @Test
  void updatesArePartialAndDeletionsHaveNoBody() {
    var made =
        batch(
            """
            {"op":"create","kind":"genre","body":{"name":"Fantasy","description":"Magic"}}\
            """,
            """
            {"op":"create","kind":"release","body":{"title":"Frieren","genre_ids":["#0"]}}\
            """);
    var genre = made.string("/results/0/id");
    var release = made.string("/results/1/id");

    var reply =
        batch(
                """
                {"op":"update","kind":"genre","id":"%s","body":{"name":"Magic"}}\
                """
                    .formatted(genre),
                """
                {"op":"delete","kind":"release","id":"%s","body":null}\
                """
                    .formatted(release))
            .expect(202);

    assertEquals(genre, reply.string("/results/0/id"));
    assertEquals("Magic", server.get("/api/v1/genres").string("/genres/0/name"));
    assertEquals("Magic", server.get("/api/v1/genres").string("/genres/0/description"));
    server.get("/api/v1/releases/" + release).expectProblem(404);
  }

  @Test
  void everyFaultIsNamedAtItsPlace() {
    var reply =
        batch(
                """
                {"op":"create","kind":"release","body":{"title":" ","genre_ids":["#1","#0"]}}\
                """,
                """
                {"op":"create","kind":"genre","id":"%s","body":{"name":""}}\
                """
                    .formatted(UNKNOWN),
                """
                {"op":"update","kind":"genre","body":{"name":"A"}}\
                """,
                """
                {"op":"delete","kind":"genre","id":"%s","body":{}}\
                """
                    .formatted(UNKNOWN),
                """
                {"op":"create","kind":"episode",
                  "body":{"release_id":"#1","title":"One","number":0}}\
                """,
                """
                {"op":"drop","kind":"table"}\
                """,
                """
                {"op":"create","kind":"episode"}\
                """,
                """
                {"op":"create","kind":"episode","extra":1,
                  "body":{"release_id":"#9","title":"One","number":1}}\
                """,
                """
                {"op":"create","kind":"release","body":{"title":"A","number":1}}\
                """,
                """
                {"op":"create","kind":"episode",
                  "body":{"release_id":"1","title":"One","number":1}}\
                """)
            .expectProblem(422);

    assertEquals(
        Set.of(
            "/0/body/title",
            "/0/body/genre_ids/0",
            "/0/body/genre_ids/1",
            "/1/id",
            "/1/body/name",
            "/2/id",
            "/3/body",
            "/4/body/release_id",
            "/4/body/number",
            "/5/op",
            "/5/kind",
            "/6/body",
            "/7/extra",
            "/8/body/number",
            "/9/body/release_id"),
        Set.copyOf(reply.places()));
    assertEquals(0, server.get("/api/v1/releases").json().get("total").intValue());
  }

  @Test
  void referencesToLaterDeletedOrUnknownItemsAreRefused() {
    var made = batch(release("Doomed"));
    var doomed = made.string("/results/0/id");

    var reply =
        batch(
                """
                {"op":"delete","kind":"release","id":"%s"}\
                """
                    .formatted(doomed),
                episode("#0", 1),
                episode("#3", 1),
                release("Later"),
                episode(doomed, 1),
                """
                {"op":"delete","kind":"release","id":"%s"}\
                """
                    .formatted(UNKNOWN))
            .expectProblem(422);
    assertEquals(List.of("/1/body/release_id", "/2/body/release_id"), reply.places());

    var byId =
        batch(
                """
                {"op":"delete","kind":"release","id":"%s"}\
                """
                    .formatted(doomed),
                episode(doomed, 1),
                """
                {"op":"update","kind":"release","id":"%s","body":{}}\
                """
                    .formatted(doomed),
                """
                {"op":"delete","kind":"release","id":"%s"}\
                """
                    .formatted(UNKNOWN),
                episode(UNKNOWN, 1))
            .expectProblem(422);
    assertEquals(
        Set.of("/1/body/release_id", "/2/id", "/3/id", "/4/body/release_id"),
        Set.copyOf(byId.places()));
    server.get("/api/v1/releases/" + doomed).expect(200);
  }

  @Test
  void wrongTypesAreMalformed() {
    assertEquals(List.of("/1"), batch(release("A"), "7").expectProblem(400).places());
    assertEquals(
        List.of("/0/body/title"),
        batch(
                """
                {"op":"create","kind":"release","body":{"title":7}}\
                """)
            .expectProblem(400)
            .places());
    server.post(BATCH, TestServer.ADMIN_TOKEN, "{}").expectProblem(400);
  }

  @Test
  void aConflictNamesTheIndexAndNothingIsKept() {
    var reply =
        batch(
                release("A"),
                """
                {"op":"create","kind":"genre","body":{"name":"Fantasy"}}\
                """,
                """
                {"op":"create","kind":"genre","body":{"name":"Fantasy"}}\
                """)
            .expectProblem(409);

    assertEquals("operation 2: a genre named Fantasy exists already", reply.string("/detail"));
    assertEquals(0, server.get("/api/v1/releases").json().get("total").intValue());
  }

  @Test
  void oneToAThousandAreTaken() {
    var thousand = IntStream.range(0, 1_000).mapToObj(n -> release("A " + n)).toList();

    assertEquals(1_000, batch(thousand).expect(202).json().get("results").size());
    var more = IntStream.rangeClosed(0, 1_000).mapToObj(n -> release("B " + n)).toList();
    assertEquals(List.of(""), batch(more).expectProblem(422).places());
    assertEquals(List.of(""), batch(List.of()).expectProblem(422).places());
    assertEquals(1_000, server.get("/api/v1/releases").json().get("total").intValue());
  }

  @Test
  void onlyAdministratorsMay() {
    server.post(BATCH, null, "[]").expectProblem(401);
    server.post(BATCH, TestServer.TOKEN, "[]").expectProblem(403);
    assertTrue(server.post(BATCH, TestServer.ADMIN_TOKEN, "[").expectProblem(400).status() > 0);
  }

  private Reply batch(String... operations) {
    return batch(List.of(operations));
  }

  private Reply batch(List<String> operations) {
    var body = operations.stream().collect(Collectors.joining(",", "[", "]"));
    return server.post(BATCH, TestServer.ADMIN_TOKEN, body);
  }

  private static String release(String title) {
    return """
    {"op":"create","kind":"release","body":{"title":"%s"}}\
    """
        .formatted(title);
  }

  private static String episode(String release, int number) {
    return """
    {"op":"create","kind":"episode","body":{"release_id":"%s","title":"One","number":%d}}\
    """
        .formatted(release, number);
  }
}

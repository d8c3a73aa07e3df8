package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswerValidatorTest {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String RELEASE = "/api/v1/releases/{id}";
  private static final String RELEASES = "/api/v1/releases";
  private static final String NOTIFICATIONS = "/api/v1/notifications";
  private static final byte[] NOTHING = {};

  private final ContractDocument document = ContractDocument.read();
  private final AnswerValidator validator = AnswerValidator.ofDocument();

  @Test
  void takesWhatTheDocumentDeclares() {
    validator.validate("GET", RELEASE, 200, JSON, bytes(example(RELEASE)));
    validator.validate("GET", RELEASES, 200, JSON + ";charset=utf-8", bytes(example(RELEASES)));
    validator.validate("GET", RELEASE, 304, null, NOTHING);
    validator.validate("GET", RELEASE, 404, PROBLEM, bytes(problem(404)));
    validator.validate("GET", NOTIFICATIONS, 200, JSON, bytes(example(NOTIFICATIONS)));
    validator.validate("GET", "/health/live", 200, JSON, bytes("{\"status\":\"up\"}"));
  }

  @Test
  void findsTheTemplateOfARequest() {
    var path = "/api/v1/releases/0199a3c2-7b40-7c1e-9d55-3f8a6b2c4e10";
    validator.validate("GET", path, 200, JSON, bytes(example(RELEASE)));
    validator.validate(
        "GET", "/api/v1/notifications/unread/count", 200, JSON, bytes("{\"unread_count\":0}"));
    assertRejected("no such path", () -> validate("GET", path + "/", 200, "{}"));
  }

  @Test
  void takesProblemsThatAnyRequestCanMeet() {
    validator.validate("GET", RELEASE, 406, PROBLEM, bytes(problem(406)));
    validator.validate("GET", "/health/live", 431, PROBLEM, bytes(problem(431)));
    validator.validate("POST", RELEASE, 405, PROBLEM, bytes(problem(405)));
    validator.validateProblem(404, PROBLEM, bytes(problem(404)));
  }

  @Test
  void rejectsWhatIsNotDeclared() {
    assertRejected("no such path", () -> validate("GET", "/api/v1/nothing", 200, "{}"));
    assertRejected("no such method", () -> validate("POST", RELEASE, 200, "{}"));
    assertRejected("this status", () -> validate("GET", RELEASE, 201, "{}"));
    assertRejected("this status", () -> validate("GET", RELEASE, 500, "{}"));
    assertRejected(
        "content type 'text/html'",
        () -> validator.validate("GET", RELEASE, 200, "text/html", bytes("{}")));
    assertRejected(
        "content type ''", () -> validator.validate("GET", RELEASE, 200, null, bytes("{}")));
    assertRejected("declares no body", () -> validate("GET", RELEASE, 304, "{}"));
  }

  @Test
  void rejectsWhatIsNoJson() {
    assertRejected("is empty", () -> validate("GET", RELEASE, 200, ""));
    assertRejected("is not JSON", () -> validate("GET", RELEASE, 200, "{\"id\":"));
    assertRejected(
        "is not JSON", () -> validate("GET", "/health/live", 200, "{\"status\":\"up\"} {}"));
    assertRejected(
        "Duplicate",
        () -> validate("GET", "/health/live", 200, "{\"status\":\"up\",\"status\":\"up\"}"));
    assertRejected(
        "is not UTF-8",
        () -> validator.validate("GET", RELEASE, 200, JSON, new byte[] {'"', (byte) 0xff, '"'}));
  }

  @Test
  void rejectsAMemberThatIsMissingUndeclaredOrWrong() {
    assertAll(
        () -> assertRejected(RELEASE, "'franchise'", release -> release.remove("franchise")),
        () -> assertRejected(RELEASE, "'slug'", release -> release.put("slug", "frieren")),
        () -> assertRejected(RELEASE, "/title", release -> release.put("title", 7)),
        () -> assertRejected(RELEASE, "/title", release -> release.putNull("title")),
        () -> assertRejected(RELEASE, "/status", release -> release.put("status", "finished")),
        () -> assertRejected(RELEASE, "/id", release -> release.put("id", "7")),
        () ->
            assertRejected(
                RELEASE, "/created_at", release -> release.put("created_at", "2026-03-01")),
        () ->
            assertRejected(
                RELEASE,
                "/created_at",
                release -> release.put("created_at", "2026-03-01T10:30:00+01:00")),
        () ->
            assertRejected(
                RELEASE,
                "/external_ids",
                release -> release.withObject("/external_ids").put("x", 1)),
        () ->
            assertRejected(
                RELEASE,
                "/genres/0",
                release -> ((ObjectNode) release.at("/genres/0")).put("x", 1)),
        () ->
            assertRejected(RELEASE, "'x'", release -> release.withObject("/franchise").put("x", 1)),
        () ->
            assertRejected(
                RELEASES, "'x'", page -> ((ObjectNode) page.at("/releases/0")).put("x", 1)),
        () -> assertRejected(RELEASES, "'count'", page -> page.put("count", 1)));
  }

  @Test
  void rejectsANotificationWhoseDataDoNotFitItsType() {
    assertAll(
        () ->
            assertRejected(
                NOTIFICATIONS,
                "/notifications/0",
                page ->
                    ((ObjectNode) page.at("/notifications/0"))
                        .put("notification_type", "new_release")),
        () ->
            assertRejected(
                NOTIFICATIONS,
                "/notifications/0",
                page -> ((ObjectNode) page.at("/notifications/0")).put("x", 1)),
        () ->
            assertRejected(
                NOTIFICATIONS,
                "/notifications/0",
                page -> ((ObjectNode) page.at("/notifications/0/data")).put("x", 1)),
        () ->
            assertRejected(
                NOTIFICATIONS,
                "/notifications/1",
                page -> ((ObjectNode) page.at("/notifications/1/data/items/0")).put("x", 1)));
  }

  @Test
  void rejectsAProblemThatIsNone() {
    assertRejected(
        "/status: is 404",
        () ->
            validator.validate("GET", RELEASE, 422, PROBLEM, bytes(invalid().put("status", 404))));
    assertRejected(
        "'errors'", () -> validator.validate("GET", RELEASE, 422, PROBLEM, bytes(problem(422))));
    assertRejected(
        "'trace'",
        () ->
            validator.validate(
                "GET", RELEASE, 404, PROBLEM, bytes(problem(404).put("trace", "x"))));
    assertRejected(
        "'detail'", () -> validator.validateProblem(404, PROBLEM, bytes("{\"status\":404}")));
    assertRejected("content type", () -> validator.validateProblem(404, JSON, bytes(problem(404))));
    var unplaced = invalid();
    ((ObjectNode) unplaced.at("/errors/0")).remove("pointer");
    assertRejected(
        "/errors/0", () -> validator.validate("GET", RELEASE, 422, PROBLEM, bytes(unplaced)));
  }

  @Test
  void rejectsHeadersThatAreMissingUndeclaredOrWrong() {
    var path = "/api/v1/admin/genres";
    var right =
        Map.of(
            "X-Request-Id", "r-1",
            "Retry-After", "1",
            "Date", "Wed, 25 Nov 2026 02:06:44 GMT");
    validator.validateHeaders("POST", path, 503, headers(right));
    assertAll(
        () -> assertHeadersRejected("Retry-After is missing", Map.of("X-Request-Id", "r-1")),
        () ->
            assertHeadersRejected(
                "declare the header server", with(right, "server", "Jetty(12.1)")),
        () -> assertHeadersRejected("Retry-After", with(right, "Retry-After", "-1")),
        () -> assertHeadersRejected("X-Request-Id", with(right, "X-Request-Id", "a b")));
  }

  @Test
  void rejectsABodyThatTheServerTookAndTheDocumentDoesNot() {
    var path = "/api/v1/admin/genres";
    validator.validateRequest("POST", path, bytes("{\"name\":\"Fantasy\"}"));
    assertRejected("'x'", () -> validator.validateRequest("POST", path, bytes("{\"x\":1}")));
    assertRejected("declares no body", () -> validator.validateRequest("GET", path, bytes("{}")));
  }

  @Test
  void saysWhichAnswerIsWrongAndWhere() {
    var failure =
        assertThrows(
            AssertionError.class,
            () -> validate("GET", "/health/live", 200, "{\"status\":\"down\"}"));
    assertEquals(
        """
        GET /health/live 200 breaks the contract:
          - /status: must be the constant value 'up'
        {"status":"down"}\
        """,
        failure.getMessage());
  }

  private void assertHeadersRejected(String words, Map<String, String> headers) {
    assertRejected(
        words,
        () -> validator.validateHeaders("POST", "/api/v1/admin/genres", 503, headers(headers)));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var changed = new HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private static HttpHeaders headers(Map<String, String> headers) {
    var lists = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (name, value) -> true);
  }

  private void assertRejected(String path, String words, Consumer<ObjectNode> change) {
    ObjectNode answer = example(path).deepCopy();
    change.accept(answer);
    assertRejected(words, () -> validate("GET", path, 200, answer.toString()));
  }

  private static void assertRejected(String words, Runnable validation) {
    var failure = assertThrows(AssertionError.class, validation::run);
    var message = String.valueOf(failure.getMessage());
    var faults = message.substring(0, message.lastIndexOf('\n') + 1);
    assertTrue(faults.contains(words), () -> "no '" + words + "' in: " + message);
  }

  private void validate(String method, String path, int status, @Nullable String body) {
    validator.validate(method, path, status, JSON, body == null ? NOTHING : bytes(body));
  }

  private JsonNode example(String path) {
    return document
        .operation("GET", path)
        .orElseThrow()
        .node()
        .at("/responses/200/content/application~1json/example");
  }

  private ObjectNode problem(int status) {
    ObjectNode problem = document.target("#/components/schemas/Problem/examples/0").deepCopy();
    return problem.put("status", status);
  }

  private ObjectNode invalid() {
    return document.target("#/components/schemas/InvalidInput/examples/0").deepCopy();
  }

  private static byte[] bytes(Object json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}

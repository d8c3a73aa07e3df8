package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void everyErrorOfTheDomainHasItsStatus() throws IOException {
    check(404, "not-found", new DomainError.NotFound("release not found"), Map.of());
    check(409, "conflict", new DomainError.Conflict("taken"), Map.of());
    check(403, "forbidden", new DomainError.Forbidden("not yours"), Map.of());
    check(
        401,
        "unauthenticated",
        new DomainError.Unauthenticated("who?"),
        Map.of("WWW-Authenticate", "Bearer"));
    check(
        429,
        "rate-limited",
        new DomainError.RateLimited("slower", Duration.ofMillis(1_001)),
        Map.of("Retry-After", "2"));
    check(
        503,
        "unavailable",
        new DomainError.Unavailable("away", Duration.ZERO),
        Map.of("Retry-After", "1"));
    check(422, "invalid", new DomainError.Invalid(List.of(new Violation("a", "b"))), Map.of());
  }

  @Test
  void invalidInputNamesItsPlaces() throws IOException {
    var failure =
        DomainException.invalid(
            List.of(new Violation("tags/3", "is blank"), new Violation("", "is odd")));

    var body = json(Problems.answer(failure, Fault.Place.BODY, "/x", "1"));
    var query = json(Problems.answer(failure, Fault.Place.PARAMETERS, "/x", "1"));

    assertEquals(
        "[{\"pointer\":\"/tags/3\",\"detail\":\"is blank\"},{\"pointer\":\"\",\"detail\":\"is odd\"}]",
        body.get("errors").toString());
    assertEquals("tags/3: is blank (and 1 more fault)", body.get("detail").textValue());
    assertEquals("tags/3", query.at("/errors/0/parameter").textValue());
    assertTrue(query.at("/errors/0/pointer").isMissingNode());
  }

  @Test
  void anUnexpectedFailureTellsNothingOfItself() throws IOException {
    var failure = new IllegalStateException("select secret from accounts");

    var answer = Problems.answer(failure, Fault.Place.BODY, "/x", "id-7");

    assertEquals(500, answer.status());
    var problem = json(answer);
    assertEquals(
        "The server failed to answer; its log explains request id-7",
        problem.get("detail").textValue());
    assertFalse(problem.toString().contains("secret"));
    assertFalse(problem.toString().contains("Exception"));
    assertFalse(problem.has("errors"));
  }

  @Test
  void thePathIsAlwaysAUriReference() throws IOException {
    var answer = Problems.ofStatus(404, "/a\"b<ü>\ud800?%41");

    assertEquals("/a%22b%3C%C3%BC%3E%EF%BF%BD%3F%41", json(answer).get("instance").textValue());
  }

  @Test
  void statusesOfTheServerSoftwareAreProblemsToo() throws IOException {
    for (int status : new int[] {400, 404, 408, 413, 414, 426, 431, 500, 501, 503, 505}) {
      var answer = Problems.ofStatus(status, "/");

      assertEquals(status, answer.status());
      assertEquals(status, json(answer).get("status").intValue());
      assertTrue(json(answer).get("type").textValue().startsWith("urn:episodal:problem:"));
    }
  }

  private static void check(int status, String type, DomainError error, Map<String, String> headers)
      throws IOException {
    var answer =
        Problems.answer(new DomainException(error), Fault.Place.BODY, "/api/v1/releases", "1");

    assertEquals(status, answer.status());
    assertEquals(Answer.PROBLEM, answer.type());
    assertEquals(headers, answer.headers());
    var problem = json(answer);
    assertEquals("urn:episodal:problem:" + type, problem.get("type").textValue());
    assertEquals(status, problem.get("status").intValue());
    assertEquals(error.detail(), problem.get("detail").textValue());
    assertEquals("/api/v1/releases", problem.get("instance").textValue());
    assertFalse(problem.get("title").textValue().isEmpty());
  }

  private static JsonNode json(Answer answer) throws IOException {
    return new ObjectMapper().readTree(answer.body().bytes().stream());
  }
}

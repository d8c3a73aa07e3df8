package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.shared.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final JsonKind<UUID> UUID_KIND = JsonKind.id(Function.identity());
  private static final JsonKind<ReleaseStatus> STATUS =
      JsonKind.code(ReleaseStatus::code, List.of(ReleaseStatus.values()));

  @Test
  void readsMembersOfEveryKind() {
    var body =
        body(
            """
            {"text": " ü ", "int": -2147483648, "whole": 1.0, "number": 0.5, "at": "2026-01-31",
             "id": "0197F3A2-5B7C-7C3E-9D41-6F2A8B0C4D1E", "status": "ongoing", "list": ["a", "b"],
             "map": {"mal": "1"}}
            """);

    body.build(() -> {
      assertEquals(" ü ", body.required("text", JsonKind.TEXT));
      assertEquals(Integer.MIN_VALUE, body.required("int", JsonKind.INT32));
      assertEquals(1, body.required("whole", JsonKind.INT32));
      assertEquals(0.5, body.required("number", JsonKind.NUMBER));
      assertEquals(Instant.parse("2026-01-31T00:00:00Z"), body.required("at", JsonKind.INSTANT));
      assertEquals(
          UUID.fromString("0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e"), body.required("id", UUID_KIND));
      assertEquals(ReleaseStatus.ONGOING, body.required("status", STATUS));
      assertEquals(List.of("a", "b"), body.required("list", JsonKind.listOf(JsonKind.TEXT)));
      assertEquals(Map.of("mal", "1"), body.required("map", JsonKind.texts()));
      return true;
    });
  }

  @Test
  void absentAndNullOptionalMembersAreEmpty() {
    var body = body("{\"b\": null, \"c\": null}");

    body.build(() -> {
      assertNull(body.optional("a", JsonKind.TEXT));
      assertNull(body.optional("b", JsonKind.TEXT));
      assertEquals(7, body.optional("c", JsonKind.INT32, 7));
      return true;
    });
  }

  @Test
  void changesKeepClearAndSet() {
    var body = body("{\"b\": null, \"c\": \"x\", \"d\": \"y\"}");

    body.build(() -> {
      assertInstanceOf(Change.Keep.class, body.change("a", JsonKind.TEXT));
      assertInstanceOf(Change.Clear.class, body.change("b", JsonKind.TEXT));
      assertEquals(Change.set("x"), body.change("c", JsonKind.TEXT));
      assertEquals(Change.set("y"), body.replacement("d", JsonKind.TEXT));
      assertInstanceOf(Change.Keep.class, body.replacement("e", JsonKind.TEXT));
      return true;
    });
  }

  @Test
  void namesEveryMemberOfAWrongType() {
    var body =
        body(
            """
            {"a": 1, "b": "1", "c": 1.5, "d": [1], "e": {}, "f": "x", "g": ["t", 2, true],
             "h": null, "unknown": 1}
            """);

    var refusal =
        refusal(
            ProblemKind.MALFORMED,
            () ->
                body.build(() -> {
                  body.required("a", JsonKind.TEXT);
                  body.required("b", JsonKind.INT32);
                  body.required("c", JsonKind.INT32);
                  body.required("d", UUID_KIND);
                  body.required("e", JsonKind.INSTANT);
                  body.required("f", JsonKind.texts());
                  body.required("g", JsonKind.listOf(JsonKind.TEXT));
                  return body.required("h", JsonKind.TEXT);
                }));

    assertEquals(
        List.of(
            "/a must be a string, not a number",
            "/b must be an integer, not a string",
            "/c must be an integer, not a fraction",
            "/d must be a string, not an array",
            "/e must be a string, not an object",
            "/f must be an object, not a string",
            "/g/1 must be a string, not a number",
            "/g/2 must be a string, not a boolean"),
        faults(refusal));
    assertEquals("a: must be a string, not a number (and 7 more faults)", refusal.detail());
  }

  @Test
  void namesEveryInvalidMemberTogetherWithWhatTheDomainFinds() {
    var body =
        body(
            """
            {"title": " ", "status": "late", "franchise_id": "1-2-3-4-5", "release_date": "soon",
             "total_episodes": 2147483648, "tags": ["", null], "poster_url": "ftp://x",
             "alternative_titles": [{"language": "en", "titel": "x"}], "external_ids": {"a/b": ""},
             "x~/y": 1}
            """);

    var refusal = refusal(ProblemKind.INVALID, () -> ReleaseJson.creation(body));

    assertEquals(
        List.of(
            "/franchise_id must be a UUID, such as 0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e",
            "/release_date must be a date and time with offset, such as 2026-01-31T18:30:00Z,"
                + " or a date",
            "/status must be one of announced, ongoing, completed, hiatus, cancelled",
            "/tags/1 must not be null",
            "/total_episodes must be between -2147483648 and 2147483647",
            "/alternative_titles/0/title is required",
            "/alternative_titles/0/titel is not known here",
            "/x~0~1y is not known here",
            "/title must not be blank",
            "/poster_url must be an absolute http or https URL",
            "/tags/0 must not be blank",
            "/external_ids must not be blank"),
        faults(refusal));
  }

  @Test
  void namesMissingMembersAndNullsThatAreNotAllowed() {
    assertEquals(
        List.of("/title is required"),
        faults(refusal(ProblemKind.INVALID, () -> ReleaseJson.creation(body("{}")))));
    assertEquals(
        List.of("/title must not be null"),
        faults(refusal(ProblemKind.INVALID, () -> ReleaseJson.creation(body("{\"title\":null}")))));
    assertEquals(
        List.of("/title must not be null"),
        faults(refusal(ProblemKind.INVALID, () -> ReleaseJson.update(body("{\"title\":null}")))));
  }

  @Test
  void namesAllFaultsOfOneMember() {
    var body = body("{\"title\": \"" + "x".repeat(501) + "\", \"tags\": [\"a\", \"a\"]}");

    assertEquals(
        List.of(
            "/title must have at most 500 characters, not 501",
            "/tags must not name anything twice"),
        faults(refusal(ProblemKind.INVALID, () -> ReleaseJson.creation(body))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800"})
  void refusesTextThatNoStoreCanHold(String text) {
    var refusal =
        refusal(
            ProblemKind.INVALID, () -> ReleaseJson.creation(body("{\"title\": \"" + text + "\"}")));

    assertEquals(1, refusal.faults().size());
    assertEquals("/title", refusal.faults().getFirst().pointer());
  }

  @Test
  void keepsTextVerbatim() {
    var details =
        ReleaseJson.creation(body("{\"title\": \"  a\\u0301 '; drop table releases; -- 😀 \"}"));

    assertEquals(ReleaseDetails.titled("  a\u0301 '; drop table releases; -- 😀 "), details);
  }

  @ParameterizedTest
  @CsvSource({"2147483647,true", "2147483648,false", "-2147483649,false", "1e300,false"})
  void integersHaveThirtyTwoBits(String number, boolean fits) {
    var body = body("{\"n\": " + number + "}");

    if (fits) {
      assertEquals(Integer.MAX_VALUE, body.build(() -> body.required("n", JsonKind.INT32)));
    } else {
      refusal(ProblemKind.INVALID, () -> body.build(() -> body.required("n", JsonKind.INT32)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-1-1-1-1",
        "0197f3a25b7c7c3e9d416f2a8b0c4d1e",
        "{0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e}",
        "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e ",
        "' or 1=1 --",
        ""
      })
  void idsHaveOneForm(String id) {
    var body = body("{\"id\": \"" + id + "\"}");

    refusal(ProblemKind.INVALID, () -> body.build(() -> body.required("id", UUID_KIND)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"a\"", "1", "null", "true"})
  void theBodyIsAnObject(String json) {
    assertEquals(
        "The body must be a JSON object",
        refusal(ProblemKind.MALFORMED, () -> body(json)).detail());
  }

  @Test
  void namesTheFirstHundredOfVeryManyFaults() {
    var members = new StringBuilder("{\"a0\":1");
    for (int i = 1; i < 5_000; i++) {
      members.append(",\"a").append(i).append("\":1");
    }
    var body = body(members.append('}').toString());

    var refusal = refusal(ProblemKind.INVALID, () -> body.build(() -> true));

    assertEquals(100, refusal.faults().size());
    assertEquals("a0: is not known here (and 4999 more faults)", refusal.detail());
  }

  private static JsonBody body(String json) {
    return JsonBody.of(StrictJson.parse(json.getBytes(UTF_8)));
  }

  private static Refusal refusal(ProblemKind kind, org.junit.jupiter.api.function.Executable call) {
    var refusal = assertThrows(Refusal.class, call);
    assertEquals(kind, refusal.kind());
    return refusal;
  }

  private static List<String> faults(Refusal refusal) {
    return refusal.faults().stream().map(fault -> fault.pointer() + " " + fault.detail()).toList();
  }
}

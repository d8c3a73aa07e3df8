package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Window;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final UUID ID = UUID.fromString("0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e");
  private static final UUID OTHER = UUID.fromString("0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1f");

  @Test
  void whatIsAbsentHasItsUsualValue() {
    var query = Query.of(null);

    assertEquals(PageRequest.first(50), query.build(query::page));
    assertNull(query.text("q"));
    assertNull(query.id("id", Function.identity()));
    assertFalse(query.flag("unread_only"));
    assertEquals(10, query.limit(10, 50));
  }

  @Test
  void readsWhatIsGiven() {
    var query =
        Query.of("q=%C3%BC+%26%20b&id=" + ID + "&unread_only=true&window=7d&skip=5&limit=100&x=1");

    assertEquals("ü & b", query.text("q"));
    assertEquals(ID, query.id("id", Function.identity()));
    assertTrue(query.flag("unread_only"));
    assertEquals(Window.WEEK, query.code("window", Window::code, List.of(Window.values())));
    assertEquals(new PageRequest(5, 100, null), query.build(query::page));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "007,7",
    "9223372036854775807,9223372036854775807",
    "9223372036854775808,9223372036854775807",
    "99999999999999999999999999999999999999,9223372036854775807"
  })
  void skipReachesBeyondEveryEnd(String text, long skip) {
    var query = Query.of("skip=" + text);

    assertEquals(skip, query.build(query::skip));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"skip=-1", "skip=1.5", "skip=x", "skip=", "skip", "skip=%2B1", "skip=1e3"})
  void skipIsAWholeNumber(String queryString) {
    var query = Query.of(queryString);

    assertEquals(1, refusal(() -> query.build(query::page)).faults().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "101", "-1", "1.0", "", "x", "4294967297", "9999999999999999999999", "1;2"})
  void limitIsRefusedOutsideItsBounds(String limit) {
    var query = Query.of("limit=" + limit);

    assertEquals("limit", refusal(() -> query.build(query::page)).faults().getFirst().parameter());
  }

  @Test
  void namesAllFaultsAtOnce() {
    var query =
        Query.of("skip=-1&limit=0&cursor=!&q=&status=a&status=b&genre_id=1&unread_only=yes&t=%00");

    var refusal =
        refusal(() ->
            query.build(() -> {
              query.flag("unread_only");
              query.text("q");
              query.text("status");
              query.text("t");
              query.id("genre_id", Function.identity());
              return query.page();
            }));

    assertEquals(
        List.of(
            "unread_only must be one of true, false",
            "q must not be empty",
            "status must be given once",
            "t must not contain the character U+0000",
            "genre_id must be a UUID, such as 0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e",
            "skip must be a whole number of at least 0",
            "limit must be a whole number from 1 to 100",
            "cursor is not a cursor; take it from next_cursor as it is"),
        refusal.faults().stream().map(fault -> fault.parameter() + " " + fault.detail()).toList());
    assertEquals(ProblemKind.INVALID, refusal.kind());
  }

  @Test
  void aCursorAndSkipDoNotGoTogether() {
    var query = Query.of("skip=1&cursor=" + Cursors.write(new Cursor("a", List.of("b"))));

    assertEquals(
        "skip: does not go with a cursor", refusal(() -> query.build(query::page)).detail());
  }

  @Test
  void cursorsAreReadAsTheyWereWritten() {
    var cursor = new Cursor("releases:title", List.of("ü\"/ 😀", "0197", ""));

    assertEquals(cursor, Cursors.read(String.valueOf(Cursors.write(cursor))));
    assertNull(Cursors.write(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "[1]", "[\"a\",null]", "[\"a\",[\"b\"]]", "[\"\\u0000\"]", "x"})
  void whatIsNoCursorIsRefused(String json) {
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));

    assertNull(Cursors.read(text));
    assertNull(Cursors.read("*" + text));
  }

  @Test
  void idsAreRepeatedOrSeparatedByCommas() {
    var query = Query.of("ids=" + ID + "," + OTHER + "&ids=" + ID);

    assertEquals(List.of(ID, OTHER), new ArrayList<>(query.build(() -> query.ids("ids"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e,", ",", "' or 1=1"})
  void whatIsNoListOfIdsIsRefused(String ids) {
    var query = Query.of("ids=" + ids);

    assertEquals(
        "ids", refusal(() -> query.build(() -> query.ids("ids"))).faults().getFirst().parameter());
  }

  @Test
  void atMostAHundredDifferentIds() {
    var hundred = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      hundred.append(new UUID(7, i)).append(',').append(new UUID(7, i)).append(',');
    }
    var most = Query.of("ids=" + hundred + new UUID(7, 0));
    var tooMany = Query.of("ids=" + hundred + new UUID(7, 100));

    assertEquals(100, most.build(() -> most.ids("ids")).size());
    assertEquals(
        "ids: must name at most 100 ids, not 101",
        refusal(() -> tooMany.build(() -> tooMany.ids("ids"))).detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%", "q=%4", "q=%GG", "%zz=1", "q=%ff", "q=%c3%28", "q=%ed%a0%80"})
  void aBrokenEncodingIsMalformed(String queryString) {
    assertEquals(ProblemKind.MALFORMED, refusal(() -> Query.of(queryString)).kind());
  }

  private static Refusal refusal(Executable call) {
    return assertThrows(Refusal.class, call);
  }
}

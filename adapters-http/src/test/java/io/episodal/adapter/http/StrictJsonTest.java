package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void readsEveryKindOfValue() {
    var json =
        StrictJson.parse(bytes(" {\"a\":[1,2.50,\"ü\\u0000\",true,null],\"b\":{\"c\":false}} \n"));

    assertEquals(
        "{a=[1, 2.50, ü\0, true, null], b={c=false}}", json == null ? "" : json.toString());
  }

  @Test
  void readsSingleValues() {
    assertNull(StrictJson.parse(bytes("null")));
    assertEquals(new BigDecimal("1E+2"), StrictJson.parse(bytes("1e2")));
    assertEquals(List.of(), StrictJson.parse(bytes("[]")));
    assertEquals(Map.of(), StrictJson.parse(bytes("{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":1,}",
        "[1 2]",
        "{'a':1}",
        "{a:1}",
        "[01]",
        "[+1]",
        "[.5]",
        "[NaN]",
        "[Infinity]",
        "// no\n{}",
        "\"tab\t\"",
        "\"\\x\"",
        "tru",
        "\uFEFF{}",
        "<a/>"
      })
  void refusesWhatIsNoJson(String text) {
    assertTrue(detailOf(bytes(text)).startsWith("The body is not JSON from line "), text);
  }

  @Test
  void refusesAnEmptyBody() {
    assertEquals("The body is empty; it must be JSON", detailOf(bytes("")));
    assertEquals("The body is empty; it must be JSON", detailOf(bytes(" \n")));
  }

  @Test
  void refusesTextAfterTheEnd() {
    assertEquals("The body goes on after the end of its JSON", detailOf(bytes("{} {}")));
    assertTrue(detailOf(bytes("{}}")).startsWith("The body is not JSON"));
  }

  @Test
  void refusesMembersThatAppearTwice() {
    assertEquals(
        "The member 'a' appears twice", detailOf(bytes("{\"a\":1,\"b\":2,\"\\u0061\":1}")));
    assertEquals("The member 'a' appears twice", detailOf(bytes("[{\"x\":{\"a\":1,\"a\":1}}]")));
  }

  @ParameterizedTest
  @CsvSource({"C3,28", "C0,80", "ED,A0", "F5,80", "80,80", "FF,FE"})
  void refusesBytesThatAreNotUtf8(String first, String second) {
    var text =
        new byte[] {
          '"', (byte) Integer.parseInt(first, 16), (byte) Integer.parseInt(second, 16), '"'
        };

    assertEquals("The body is not valid UTF-8", detailOf(text));
  }

  @Test
  void refusesNestingOverSixtyFourLevels() {
    StrictJson.parse(bytes("[".repeat(64) + "]".repeat(64)));

    var expected = "The body is nested more than 64 levels deep";
    assertEquals(expected, detailOf(bytes("[".repeat(65) + "]".repeat(65))));
    assertEquals(expected, detailOf(bytes("{\"a\":".repeat(65))));
    assertEquals(expected, detailOf(bytes("[".repeat(100_000) + "]".repeat(100_000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e9999999999", "1e2147483648"})
  void refusesNumbersThatNothingCanHold(String number) {
    assertEquals("The number " + number + " is too large", detailOf(bytes("[" + number + "]")));
  }

  @Test
  void refusesVeryLongNumbers() {
    assertTrue(detailOf(bytes("[" + "9".repeat(1_000_000) + "]")).contains("more characters"));
  }

  private static String detailOf(byte[] body) {
    var refusal = assertThrows(Refusal.class, () -> StrictJson.parse(body));
    assertEquals(ProblemKind.MALFORMED, refusal.kind());
    return refusal.detail();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

package io.episodal.domain.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViolationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org", "https://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG"})
  void webAddressesAreUrls(String url) {
    assertEquals(true, new Violations().url("u", url).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "ftp://example.org",
        "http://",
        "http:///a",
        "a b",
        "javascript:x"
      })
  void anythingElseIsNot(String url) {
    assertEquals(false, new Violations().url("u", url).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"500, true", "501, false"})
  void titlesAreCountedInCharacters(int length, boolean valid) {
    assertEquals(valid, new Violations().title("t", "𝒜".repeat(length)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\ud800", "x\udc00y"})
  void whatADatabaseCannotHoldIsRefused(String text) {
    assertEquals(false, new Violations().text("t", text, 10).isEmpty());
  }
}

package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class MessagesTest {

  @ParameterizedTest
  @EnumSource
  void everyLanguageHasTheSameTextsWithTheSamePlaces(Language language) {
    assertEquals(places(Language.ENGLISH), places(language));
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsMissing(Language language) {
    var texts = Messages.bundle(language);

    assertEquals(language.tag(), texts.getLocale().toLanguageTag());
    for (var key : texts.keySet()) {
      assertFalse(texts.getString(key).isBlank(), key);
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsTakeTheirForms(Language language) {
    var messages = Messages.in(language);
    var texts = Messages.bundle(language);

    for (var count : new long[] {0, 2, 5, 11, 21, 101}) {
      assertEquals(
          texts.getString("numbers.count.other").replace("{count}", String.valueOf(count)),
          messages.counted("numbers.count", count));
    }
    assertEquals(
        texts.getString("numbers.count.one").replace("{count}", "1"),
        messages.counted("numbers.count", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de                          | GERMAN",
        "de-AT                       | GERMAN",
        "EN-us                       | ENGLISH",
        "fr, de;q=0.5, en;q=0.4      | GERMAN",
        "fr;q=0.9, en;q=0.2, de;q=.1 | ENGLISH",
        "en;q=0, de;q=0.1            | GERMAN",
        "fr                          |",
        "*                           |",
        "'-, ;q=2'                   |",
        "''                          |",
      })
  void theClosestLanguageIsFound(String ranges, Language expected) {
    assertEquals(expected, Language.closest(ranges).orElse(null));
  }

  /** The places of each text. */
  private static Map<String, Set<String>> places(Language language) {
    var texts = Messages.bundle(language);
    var places = new TreeMap<String, Set<String>>();
    for (var key : texts.keySet()) {
      places.put(
          key,
          Messages.PLACE
              .matcher(texts.getString(key))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toUnmodifiableSet()));
    }
    return places;
  }
}

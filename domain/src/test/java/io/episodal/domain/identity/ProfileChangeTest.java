package io.episodal.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainError.Invalid;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileChangeTest {

  /** Most are examples of RFC 5646, appendix A. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "de",
        "EN",
        "pt-br",
        "zh-Hant",
        "zh-cmn-Hans-CN",
        "yue-HK",
        "sr-Latn-RS",
        "sl-rozaj-biske",
        "de-CH-1901",
        "sl-IT-nedis",
        "hy-Latn-IT-arevela",
        "es-419",
        "de-CH-x-phonebk",
        "az-Arab-x-AZE-derbend",
        "x-whatever",
        "qaa-Qaaa-QM-x-southern",
        "en-US-u-islamcal",
        "zh-CN-a-myext-x-private",
        "en-a-myext-b-another",
        "iw",
        "mul"
      })
  void takesAndKeepsWellFormedTags(String tag) {
    assertEquals(Change.set(tag), new ProfileChange(Change.keep(), Change.set(tag)).locale());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "e",
        "en ",
        "en_US",
        "en-",
        "-en",
        "en--US",
        "de-419-DE",
        "a-DE",
        "ar-a-aaa-b-bbb-a-ccc",
        "de-1901-1901",
        "en-x",
        "en-u",
        "en-US-POSIX.UTF-8",
        "e\u212A",
        "pt-\uFF22\uFF32",
        "zh-Hans-CN-a-extension-with-too-many-parts"
      })
  void refusesWhatIsNone(String tag) {
    assertEquals(
        List.of(
            new Violation(
                "locale",
                "must be a language tag such as en, pt-BR or zh-Hant, of at most 35 characters")),
        faults(Change.keep(), Change.set(tag)));
  }

  @Test
  void namesEveryFaultAtOnce() {
    var faults = faults(Change.set(" "), Change.set("?")).stream().map(Violation::member).toList();
    assertEquals(List.of("display_name", "locale"), faults);
    assertEquals(1, faults(Change.set("n".repeat(101)), Change.clear()).size());
  }

  private static List<Violation> faults(Change<String> name, Change<String> locale) {
    var refusal = assertThrows(DomainException.class, () -> new ProfileChange(name, locale));
    return ((Invalid) refusal.error()).violations();
  }
}

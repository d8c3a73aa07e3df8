package io.episodal.domain.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SearchTermsTest {

  @Test
  void wordsLoseCaseAccentsAndWidth() {
    assertEquals(Set.of("pokemon", "xy", "z"), SearchTerms.of(List.of("Pokémon — ＸＹ & Z")));
    assertEquals(Set.of("ван", "пис"), SearchTerms.of(List.of("Ван-Пис")));
  }

  @Test
  void scriptsWithoutSpacesGivePairs() {
    assertEquals(Set.of("進撃", "撃の", "の巨", "巨人", "人"), SearchTerms.of(List.of("進撃の巨人")));
    assertEquals(Set.of("進撃", "撃の"), SearchTerms.prefixes("進撃の"));
    assertEquals(Set.of("巨"), SearchTerms.prefixes("巨"));
  }

  @Test
  void mixedScriptsAreTakenApart() {
    assertEquals(Set.of("film", "物語", "語", "2"), SearchTerms.of(List.of("FILM物語2")));
  }

  @Test
  void whatHasNoLetterOrDigitHasNoTerms() {
    assertEquals(Set.of(), SearchTerms.of(List.of("!?", " ")));
    assertEquals(Set.of(), SearchTerms.prefixes("'; drop table --".replaceAll("[a-z]", "")));
  }
}

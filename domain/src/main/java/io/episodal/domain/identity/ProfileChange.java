package io.episodal.domain.identity;

import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.Violations;

/**
 * A partial update of what an account tells about its owner. Immutable.
 *
 * @param displayName what others see, 1 to 100 characters
 * @param locale the language to be addressed in, a tag of BCP 47, kept as it is written
 */
public record ProfileChange(Change<String> displayName, Change<String> locale) {
  /** Longest display name, in characters. */
  public static final int LONGEST_NAME = 100;

  public ProfileChange {
    var violations = new Violations();
    violations.ifSet(displayName, name -> checkName(violations, name));
    violations.ifSet(locale, tag -> checkLocale(violations, tag));
    violations.throwIfAny();
  }

  /** Finds the faults of a name. */
  public static void checkName(Violations violations, String name) {
    if (name.isBlank()) {
      violations.add("display_name", "must not be blank");
    }
    violations.text("display_name", name, LONGEST_NAME);
  }

  private static void checkLocale(Violations violations, String tag) {
    if (!LanguageTag.isWellFormed(tag)) {
      violations.add(
          "locale",
          "must be a language tag such as en, pt-BR or zh-Hant, of at most %d characters"
              .formatted(LanguageTag.LONGEST));
    }
  }
}

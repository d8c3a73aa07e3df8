package io.episodal.domain.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** A language that there are texts for users in. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de");

  private static final List<String> TAGS =
      Arrays.stream(values()).map(language -> language.tag).toList();

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag of BCP 47. */
  public String tag() {
    return tag;
  }

  Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /**
   * The language that suits best, if any does.
   *
   * @param ranges a language tag, or several with weights as in {@code Accept-Language}; what is
   *     malformed suits none
   */
  public static Optional<Language> closest(String ranges) {
    try {
      var found = Locale.lookupTag(LanguageRange.parse(ranges), TAGS);
      return Arrays.stream(values()).filter(language -> language.tag.equals(found)).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

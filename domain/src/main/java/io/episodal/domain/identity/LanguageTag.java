package io.episodal.domain.identity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a well-formed language tag of BCP 47 (RFC 5646) looks like. {@link Locale} is no judge of
 * it: it drops what it does not understand, and replaces old tags by new ones.
 */
public final class LanguageTag {
  /** What section 4.4.1 of the RFC needs at most for a tag without extensions. */
  public static final int LONGEST = 35;

  private static final String LANGUAGE = "(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})";
  private static final String SCRIPT = "(?:-[a-z]{4})?";
  private static final String REGION = "(?:-(?:[a-z]{2}|\\d{3}))?";
  private static final String VARIANT = "(?:-(?:[a-z0-9]{5,8}|\\d[a-z0-9]{3}))";
  private static final String EXTENSION = "(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)";
  private static final String PRIVATE = "x(?:-[a-z0-9]{1,8})+";
  private static final Pattern TAG =
      Pattern.compile(
          LANGUAGE + SCRIPT + REGION + "(" + VARIANT + "*)(" + EXTENSION + "*)(?:-" + PRIVATE + ")?"
              + "|" + PRIVATE);

  private LanguageTag() {}

  /** Whether a text follows the grammar and repeats no variant and no extension. */
  public static boolean isWellFormed(String text) {
    var tag = TAG.matcher(text.toLowerCase(Locale.ROOT));
    if (text.length() > LONGEST || !isAscii(text) || !tag.matches()) {
      return false;
    }
    return tag.group(1) == null
        || (isDistinct(tag.group(1).split("-"))
            && isDistinct(
                Arrays.stream(tag.group(2).split("-"))
                    .filter(part -> part.length() == 1)
                    .toArray(String[]::new)));
  }

  /** Lower case makes an ASCII letter of the Kelvin sign. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isDistinct(String... parts) {
    return new HashSet<>(Arrays.asList(parts)).size() == parts.length;
  }
}

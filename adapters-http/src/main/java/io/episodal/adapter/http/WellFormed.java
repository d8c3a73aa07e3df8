package io.episodal.adapter.http;

import org.jspecify.annotations.Nullable;

/** Rules for text that UTF-8 and the store can hold. */
final class WellFormed {
  private static final int LONGEST_ECHO = 200;

  private WellFormed() {}

  /** What is wrong with a text, or null if nothing is. */
  static @Nullable String faultOf(String text) {
    if (text.indexOf('\0') >= 0) {
      return "must not contain the character U+0000";
    }
    return hasLoneSurrogate(text) ? "must not contain half of a surrogate pair" : null;
  }

  /** A text of a caller made fit to be repeated in an answer: no half characters, not too long. */
  static String of(String text) {
    var shortened = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
    if (!hasLoneSurrogate(shortened)) {
      return shortened;
    }
    var repaired = new StringBuilder(shortened.length());
    shortened
        .codePoints()
        .map(c -> isSurrogate(c) ? '\uFFFD' : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(WellFormed::isSurrogate);
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}

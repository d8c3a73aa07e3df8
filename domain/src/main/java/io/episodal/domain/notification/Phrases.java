package io.episodal.domain.notification;

import java.util.List;
import java.util.Locale;

/** How parts become a sentence. */
final class Phrases {
  private Phrases() {}

  /** The parts one after the other, with {@code beforeLast} before the last of several. */
  static String join(List<String> parts, String beforeLast) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + beforeLast + parts.getLast();
  }

  static String capitalised(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}

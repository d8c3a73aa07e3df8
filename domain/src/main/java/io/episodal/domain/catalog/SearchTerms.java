package io.episodal.domain.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The terms under which a title is found. Scripts written with spaces give words; Han, Hiragana,
 * Katakana and the like, written without, give pairs of neighbouring characters. Case, width and
 * accents do not matter. A pure function.
 */
public final class SearchTerms {
  private static final int LONGEST = 60;

  private SearchTerms() {}

  /** The terms of some titles, without repeats. */
  public static Set<String> of(Collection<String> titles) {
    var terms = new LinkedHashSet<String>();
    for (var title : titles) {
      for (var run : runs(title)) {
        if (isUnspaced(run.codePointAt(0))) {
          terms.addAll(pairs(run));
          terms.add(lastCharacter(run));
        } else {
          terms.add(run);
        }
      }
    }
    return terms;
  }

  /**
   * The beginnings of terms that must all be found for a text that somebody typed. A text without a
   * letter or digit has none and finds nothing.
   */
  public static Set<String> prefixes(String typed) {
    var prefixes = new LinkedHashSet<String>();
    for (var run : runs(typed)) {
      var pairs = isUnspaced(run.codePointAt(0)) ? pairs(run) : List.<String>of();
      if (pairs.isEmpty()) {
        prefixes.add(run);
      } else {
        prefixes.addAll(pairs);
      }
    }
    return prefixes;
  }

  private static List<String> runs(String text) {
    var runs = new ArrayList<String>();
    var run = new StringBuilder();
    var unspaced = false;
    for (int character : folded(text).codePoints().toArray()) {
      if (Character.isLetterOrDigit(character)) {
        if (!run.isEmpty() && unspaced != isUnspaced(character)) {
          close(run, runs);
        }
        unspaced = isUnspaced(character);
        run.appendCodePoint(character);
      } else if (!isMark(character)) {
        close(run, runs);
      }
    }
    close(run, runs);
    return runs;
  }

  private static void close(StringBuilder run, List<String> runs) {
    if (!run.isEmpty()) {
      runs.add(cut(run.toString()));
      run.setLength(0);
    }
  }

  /** Compatibility decomposition takes accents off letters; marks are then left out. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
  }

  private static boolean isMark(int character) {
    var type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isUnspaced(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> character == 'ー';
    };
  }

  private static List<String> pairs(String run) {
    var characters = run.codePoints().toArray();
    var pairs = new ArrayList<String>();
    for (int i = 0; i + 1 < characters.length; i++) {
      pairs.add(new String(characters, i, 2));
    }
    return pairs;
  }

  private static String lastCharacter(String run) {
    return run.substring(run.offsetByCodePoints(run.length(), -1));
  }

  private static String cut(String run) {
    return run.codePointCount(0, run.length()) <= LONGEST || isUnspaced(run.codePointAt(0))
        ? run
        : run.substring(0, run.offsetByCodePoints(0, LONGEST));
  }
}

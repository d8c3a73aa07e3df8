package io.episodal.domain.notification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of one language, from its message file {@code messages_*.properties}. Immutable. */
final class Messages {
  static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private static final String FILES = "io.episodal.domain.notification.messages";
  private static final Map<Language, Messages> ALL = all();

  private final Language language;
  private final ResourceBundle texts;

  private Messages(Language language) {
    this.language = language;
    this.texts = bundle(language);
  }

  static Messages in(Language language) {
    return ALL.getOrDefault(language, new Messages(language));
  }

  /** What lies in the message file. */
  static ResourceBundle bundle(Language language) {
    return ResourceBundle.getBundle(FILES, language.locale());
  }

  /** A text with values in its places, which may look like places themselves. */
  String text(String key, Map<String, ?> values) {
    return PLACE
        .matcher(texts.getString(key))
        .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(values.get(place.group(1)))));
  }

  /** A text in the form that a count takes. */
  String counted(String key, long count) {
    return text(key + "." + form(count), Map.of("count", count));
  }

  /** The parts as a list, such as {@code 1, 2 and 3}. */
  String list(List<String> parts) {
    return join(parts, "join.last");
  }

  /** The parts as one sentence. */
  String clauses(List<String> parts) {
    return join(parts, "join.clauses");
  }

  /** A text with a capital letter, to begin a sentence. */
  String capitalised(String text) {
    var end = text.offsetByCodePoints(0, 1);
    return text.substring(0, end).toUpperCase(language.locale()) + text.substring(end);
  }

  private String join(List<String> parts, String lastKey) {
    var list = parts.getFirst();
    for (int i = 1; i < parts.size() - 1; i++) {
      list = text("join.next", Map.of("list", list, "next", parts.get(i)));
    }
    return parts.size() == 1 ? list : text(lastKey, Map.of("list", list, "last", parts.getLast()));
  }

  /** The plural rule, as CLDR has it. */
  private String form(long count) {
    return switch (language) {
      case ENGLISH, GERMAN -> count == 1 ? "one" : "other";
    };
  }

  private static Map<Language, Messages> all() {
    var all = new EnumMap<Language, Messages>(Language.class);
    for (var language : Language.values()) {
      all.put(language, new Messages(language));
    }
    return all;
  }
}

package io.episodal.adapter.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept} header as far as answers depend on it. */
final class Accepts {
  private static final Pattern REFUSED = Pattern.compile("\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*");
  private static final List<String> MOST_SPECIFIC_FIRST =
      List.of(Answer.JSON, "application/*", "*/*");

  private Accepts() {}

  /** Whether a caller takes JSON: if nothing is said, or the closest range that is said does. */
  static boolean json(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    Map<String, Boolean> ranges = new HashMap<>();
    for (var range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = range.split(";", -1);
      var wanted = Arrays.stream(parts).skip(1).noneMatch(part -> REFUSED.matcher(part).matches());
      ranges.merge(parts[0].strip(), wanted, Boolean::logicalOr);
    }
    var closest = MOST_SPECIFIC_FIRST.stream().filter(ranges::containsKey).findFirst();
    return closest.map(ranges::get).orElse(false) || ranges.getOrDefault(Answer.PROBLEM, false);
  }
}

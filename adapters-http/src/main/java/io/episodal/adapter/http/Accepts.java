package io.episodal.adapter.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept} header as far as answers depend on it. */
final class Accepts {
  private static final List<String> MOST_SPECIFIC_FIRST =
      List.of(Answer.JSON, "application/*", "*/*");

  private Accepts() {}

  /** Whether a caller takes JSON: if nothing is said, or the closest range that is said does. */
  static boolean json(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    var ranges = Wanted.in(accept);
    var closest = MOST_SPECIFIC_FIRST.stream().filter(ranges::containsKey).findFirst();
    return closest.map(ranges::get).orElse(false) || ranges.getOrDefault(Answer.PROBLEM, false);
  }
}

package io.episodal.adapter.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept} header as far as answers depend on it. */
final class Accepts {
  private static final List<String> JSON = List.of(Answer.JSON, "application/*", "*/*");
  private static final List<String> EVENTS = List.of(EventText.TYPE, "text/*", "*/*");

  private Accepts() {}

  /** Whether a caller takes JSON: if nothing is said, or the closest range that is said does. */
  static boolean json(@Nullable String accept) {
    return takes(accept, JSON)
        || (accept != null && Wanted.in(accept).getOrDefault(Answer.PROBLEM, false));
  }

  /** Whether a caller takes a stream of events, likewise. */
  static boolean events(@Nullable String accept) {
    return takes(accept, EVENTS);
  }

  private static boolean takes(@Nullable String accept, List<String> mostSpecificFirst) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    var ranges = Wanted.in(accept);
    var closest = mostSpecificFirst.stream().filter(ranges::containsKey).findFirst();
    return closest.map(ranges::get).orElse(false);
  }
}

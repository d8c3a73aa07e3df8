package io.episodal.adapter.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept} header as far as answers depend on it (RFC 9110, section 12.5.1). */
final class Accepts {
  private static final List<String> EVENTS = List.of(EventText.TYPE, "text/*", "*/*");

  private Accepts() {}

  /**
   * Which of some formats a caller wants most, the first of those that it wants alike; empty if it
   * wants none. Who says nothing takes everything, and who takes problems takes JSON.
   */
  static Optional<Format> best(@Nullable String accept, List<Format> offered) {
    if (accept == null || accept.isBlank()) {
      return Optional.of(offered.getFirst());
    }
    var wanted = Wanted.weights(accept);
    Optional<Format> best = Optional.empty();
    var most = 0.0;
    for (var format : offered) {
      var weight = weight(format.ranges(), wanted);
      if (weight > most) {
        best = Optional.of(format);
        most = weight;
      }
    }
    return best.or(() ->
        wanted.getOrDefault(Answer.PROBLEM, 0.0) > 0
            ? offered.stream().filter(Format.JSON::equals).findFirst()
            : Optional.empty());
  }

  /** Whether a caller takes a stream of events. */
  static boolean events(@Nullable String accept) {
    return accept == null || accept.isBlank() || weight(EVENTS, Wanted.weights(accept)) > 0;
  }

  /** That of the closest range. */
  private static double weight(List<String> closestFirst, Map<String, Double> wanted) {
    for (var range : closestFirst) {
      var weight = wanted.get(range);
      if (weight != null) {
        return weight;
      }
    }
    return 0;
  }
}

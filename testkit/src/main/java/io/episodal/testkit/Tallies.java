package io.episodal.testkit;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.testkit.Rows.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up views as the definition of a view says. Pure functions. */
final class Tallies {

  private Tallies() {}

  /** What the views of one release add up to in each window that ends now. */
  static Map<Window, Tally> of(List<ViewEvent> views, Instant now) {
    var tallies = new EnumMap<Window, Tally>(Window.class);
    for (var window : Window.values()) {
      tallies.put(window, tally(views.stream().filter(view -> isIn(window, view, now)).toList()));
    }
    return tallies;
  }

  /** A window begins with a whole hour. */
  static boolean isIn(Window window, ViewEvent view, Instant now) {
    return window
        .length()
        .map(length -> now.minus(length).truncatedTo(ChronoUnit.HOURS))
        .map(begin -> !view.viewedAt().isBefore(begin))
        .orElse(true);
  }

  private static Tally tally(List<ViewEvent> views) {
    return new Tally(
        views.size(),
        views.stream().map(view -> view.viewer().key()).distinct().count(),
        views.stream().mapToDouble(view -> Math.round(view.completion() * 1000) / 1000.0).sum(),
        views.stream()
            .filter(ViewEvent::countsAsEngaged)
            .map(view -> once(view, ChronoUnit.HOURS))
            .distinct()
            .count(),
        views.stream()
            .filter(ViewEvent::countsAsCompleted)
            .map(view -> once(view, ChronoUnit.DAYS))
            .distinct()
            .count(),
        views.stream()
            .filter(view -> view.flag() == null)
            .mapToLong(ViewEvent::watchedSeconds)
            .sum());
  }

  private static Bucket once(ViewEvent view, ChronoUnit unit) {
    var episode = view.episode();
    return new Bucket(
        view.viewer().key(),
        episode == null ? null : episode.value(),
        view.viewedAt().truncatedTo(unit));
  }

  /** What counts once: a viewer, an episode or else the release, an hour or day of UTC. */
  private record Bucket(UUID viewer, @Nullable UUID episode, Instant from) {}
}

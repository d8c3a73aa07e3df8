package io.episodal.domain.analytics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

/**
 * What the views of a release in a UTC hour add up to, in whole numbers, so that sums and
 * differences are exact. Immutable.
 *
 * @param totalViews every accepted event
 * @param completionSum sum of the shares watched, in thousandths of a percent
 * @param engagedViews engaged views without flag, once per viewer and item
 * @param completions completed views without flag, once per viewer, item and UTC day, in the hour
 *     of the first
 * @param watchedSeconds time watched in views without flag, in seconds
 */
public record HourCounts(
    long totalViews, long completionSum, long engagedViews, long completions, long watchedSeconds) {
  public static final HourCounts NONE = new HourCounts(0, 0, 0, 0, 0);

  /** The hours of one release that have views; a function of the set, not of its order. */
  public static Map<Instant, HourCounts> of(Collection<ViewEvent> views) {
    var hours = new HashMap<Instant, HourCounts>();
    var engaged = new HashSet<Once>();
    var completed = new HashSet<Once>();
    views.stream()
        .sorted(Comparator.comparing(ViewEvent::viewedAt))
        .forEach(view ->
            hours.merge(
                view.viewedAt().truncatedTo(ChronoUnit.HOURS),
                new HourCounts(
                    1,
                    thousandths(view.completion()),
                    view.countsAsEngaged() && engaged.add(Once.in(ChronoUnit.HOURS, view)) ? 1 : 0,
                    view.countsAsCompleted() && completed.add(Once.in(ChronoUnit.DAYS, view))
                        ? 1
                        : 0,
                    view.flag() == null ? view.watchedSeconds() : 0),
                HourCounts::plus));
    return hours;
  }

  /** A share in percent as it is added up. */
  public static long thousandths(double completion) {
    return Math.round(completion * 1_000);
  }

  public HourCounts plus(HourCounts more) {
    return new HourCounts(
        totalViews + more.totalViews,
        completionSum + more.completionSum,
        engagedViews + more.engagedViews,
        completions + more.completions,
        watchedSeconds + more.watchedSeconds);
  }

  /** The mean share watched, in percent, 0 without views. */
  public double averageCompletion() {
    return totalViews == 0 ? 0 : completionSum / 1_000.0 / totalViews;
  }

  /** What counts once: a viewer, an episode or else the release, an hour or day of UTC. */
  private record Once(UUID viewer, UUID item, Instant from) {
    static Once in(ChronoUnit unit, ViewEvent view) {
      var episode = view.episode();
      return new Once(
          view.viewer().key(),
          episode == null ? view.release().value() : episode.value(),
          view.viewedAt().truncatedTo(unit));
    }
  }
}

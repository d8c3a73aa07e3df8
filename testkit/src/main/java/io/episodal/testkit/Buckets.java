package io.episodal.testkit;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.Timeseries.Count;
import io.episodal.domain.analytics.ViewEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up the views of one release bucket by bucket. Pure functions. */
final class Buckets {
  private Buckets() {}

  /** What the buckets of a range add up to, those without views left out. */
  static List<Count> of(List<ViewEvent> views, BucketRange range) {
    var engaged = once(views, ViewEvent::countsAsEngaged, ChronoUnit.HOURS);
    var completed = completed(views);
    return range.beginnings().stream()
        .filter(from -> in(views, range.interval(), from).findAny().isPresent())
        .map(from ->
            count(
                range.interval(),
                from,
                in(views, range.interval(), from).toList(),
                in(engaged, range.interval(), from).count(),
                in(completed, range.interval(), from).count()))
        .toList();
  }

  /** The completed views that count: of each viewer, item and UTC day the earliest. */
  static Collection<ViewEvent> completed(List<ViewEvent> views) {
    return once(views, ViewEvent::countsAsCompleted, ChronoUnit.DAYS);
  }

  private static Count count(
      Interval interval, Instant from, List<ViewEvent> views, long engaged, long completed) {
    return new Count(
        from,
        views.size(),
        views.stream().mapToLong(view -> Math.round(view.completion() * 1000)).sum()
            / 1000.0
            / views.size(),
        engaged,
        completed,
        views.stream()
            .filter(view -> view.flag() == null)
            .mapToLong(ViewEvent::watchedSeconds)
            .sum(),
        viewers(interval, views));
  }

  private static @Nullable Long viewers(Interval interval, List<ViewEvent> views) {
    return switch (interval) {
      case HOUR -> null;
      case DAY -> views.stream().map(view -> view.viewer().key()).distinct().count();
    };
  }

  private static Stream<ViewEvent> in(
      Collection<ViewEvent> views, Interval interval, Instant from) {
    return views.stream().filter(view -> interval.beginningOf(view.viewedAt()).equals(from));
  }

  private static Collection<ViewEvent> once(
      List<ViewEvent> views, Predicate<ViewEvent> which, ChronoUnit unit) {
    Function<ViewEvent, Item> item =
        view ->
            new Item(
                view.viewer().key(),
                view.episode() == null ? null : view.episode().value(),
                view.viewedAt().truncatedTo(unit));
    return views.stream()
        .filter(which)
        .collect(
            Collectors.toMap(
                item,
                Function.identity(),
                BinaryOperator.minBy(Comparator.comparing(ViewEvent::viewedAt))))
        .values();
  }

  /** What counts once: a viewer, an episode or else the release, an hour or day of UTC. */
  private record Item(UUID viewer, @Nullable UUID episode, Instant from) {}
}

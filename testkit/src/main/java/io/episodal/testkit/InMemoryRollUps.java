package io.episodal.testkit;

import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.HourCounts;
import io.episodal.domain.analytics.Trend;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.RollUps;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Counts every view of a release whenever the release changes. */
final class InMemoryRollUps implements RollUps {
  private final Supplier<Tables> tables;

  InMemoryRollUps(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public long fold(Instant now) {
    var to = tables.get();
    var changed = new HashSet<>(to.uncounted.keys());
    to.counted
        .find(true)
        .ifPresent(last ->
            to.views.stream()
                .filter(view -> hasLeftAWindow(view, last, now))
                .forEach(view -> changed.add(view.release())));
    for (var release : changed) {
      var views = to.views.stream().filter(view -> view.release().equals(release)).toList();
      to.tallies.put(release, Tallies.of(views, now));
    }
    to.uncounted.clear();
    to.releases.keys().forEach(release -> to.trends.put(release, trends(to, release)));
    to.counted.put(true, now);
    return changed.size();
  }

  /** Does nothing: whatever is counted here is counted from the views each time. */
  @Override
  public void rebuild(DayRange days) {}

  private static Map<Trend, Double> trends(Tables from, ReleaseId release) {
    var weights = new HashMap<Instant, Long>();
    var views = from.views.stream().filter(view -> view.release().equals(release)).toList();
    HourCounts.of(views)
        .forEach((hour, counts) ->
            weights.merge(
                hour, Trend.weight(counts.engagedViews(), counts.completions(), 0), Long::sum));
    InMemorySubscriptions.active(from)
        .filter(each -> each.target().equals(new OfRelease(release)))
        .forEach(each ->
            weights.merge(
                each.createdAt().truncatedTo(ChronoUnit.HOURS), Trend.weight(0, 0, 1), Long::sum));
    var trends = new EnumMap<Trend, Double>(Trend.class);
    for (var trend : Trend.values()) {
      trends.put(trend, trend.of(weights));
    }
    return trends;
  }

  private static boolean hasLeftAWindow(ViewEvent view, Instant last, Instant now) {
    return Stream.of(Window.values())
        .anyMatch(window -> Tallies.isIn(window, view, last) && !Tallies.isIn(window, view, now));
  }
}

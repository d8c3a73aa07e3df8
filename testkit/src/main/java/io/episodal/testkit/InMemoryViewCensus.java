package io.episodal.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.episodal.domain.analytics.CountingProgress;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewTotals;
import io.episodal.domain.analytics.port.out.ViewCensus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Counts views one by one; those of a release wait together for the next roll-up. */
final class InMemoryViewCensus implements ViewCensus {
  private final Supplier<Tables> tables;

  InMemoryViewCensus(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public ViewTotals total() {
    return totals(counted());
  }

  @Override
  public ViewTotals on(LocalDate day) {
    return totals(
        counted().filter(view -> LocalDate.ofInstant(view.viewedAt(), ZoneOffset.UTC).equals(day)));
  }

  /** There is one writer at a time, so nothing is held. */
  @Override
  public CountingProgress progress() {
    var from = tables.get();
    return new CountingProgress(
        from.counted.find(true).orElse(null), from.views.stream().count() - counted().count(), 0);
  }

  private Stream<ViewEvent> counted() {
    var from = tables.get();
    return from.views.stream().filter(view -> !from.uncounted.contains(view.release()));
  }

  private static ViewTotals totals(Stream<ViewEvent> views) {
    var all = views.toList();
    return new ViewTotals(
        all.size(),
        all.stream()
            .map(ViewEvent::flag)
            .filter(Objects::nonNull)
            .collect(groupingBy(flag -> flag, counting())));
  }
}

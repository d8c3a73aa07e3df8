package io.episodal.domain.analytics;

import io.episodal.domain.analytics.port.in.RecordViews.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How views come in and are counted. Immutable.
 *
 * @param all views of all time
 * @param today views of the UTC day that is going on
 * @param unrecorded what waits to be recorded on the node that answers
 * @param counting how far what is recorded is counted
 * @param at when this was so
 */
public record AnalyticsSummary(
    ViewTotals all, ViewTotals today, Waiting unrecorded, CountingProgress counting, Instant at) {

  /** How long ago views were counted; empty if they never were. */
  public Optional<Duration> sinceCounted() {
    return Optional.ofNullable(counting.countedAt())
        .map(counted -> counted.isAfter(at) ? Duration.ZERO : Duration.between(counted, at));
  }
}

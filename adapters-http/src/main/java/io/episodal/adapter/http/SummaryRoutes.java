package io.episodal.adapter.http;

import io.episodal.domain.analytics.AnalyticsSummary;
import io.episodal.domain.analytics.CountingProgress;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewTotals;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.WatchAnalytics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How views come in and are counted, for administrators. */
final class SummaryRoutes {
  private static final double MILLIS_OF_SECOND = 1_000;

  private final WatchAnalytics analytics;

  SummaryRoutes(WatchAnalytics analytics) {
    this.analytics = analytics;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/admin/analytics/summary",
            Access.ADMIN,
            call -> Answer.ok(SummaryJson.of(analytics.summary()))));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_OF_SECOND;
  }

  private record SummaryJson(
      TotalsJson events, TotalsJson today, IngestJson ingest, RollUpJson rollUp) {
    static SummaryJson of(AnalyticsSummary summary) {
      return new SummaryJson(
          TotalsJson.of(summary.all()),
          TotalsJson.of(summary.today()),
          IngestJson.of(summary.unrecorded()),
          RollUpJson.of(
              summary.counting(), summary.sinceCounted().map(SummaryRoutes::seconds).orElse(null)));
    }
  }

  private record TotalsJson(long total, long unflagged, List<FlaggedJson> flagged) {
    static TotalsJson of(ViewTotals totals) {
      return new TotalsJson(
          totals.views(),
          totals.unflagged(),
          Stream.of(ViewFlag.values())
              .map(flag -> new FlaggedJson(flag.code(), totals.flagged().getOrDefault(flag, 0L)))
              .toList());
    }
  }

  private record FlaggedJson(String reason, long events) {}

  private record IngestJson(int waitingEvents, double lagSeconds) {
    static IngestJson of(RecordViews.Waiting waiting) {
      return new IngestJson(waiting.views(), seconds(waiting.oldest()));
    }
  }

  private record RollUpJson(
      @Nullable Instant countedAt,
      @Nullable Double lagSeconds,
      long waitingEvents,
      long heldEvents) {
    static RollUpJson of(CountingProgress progress, @Nullable Double lagSeconds) {
      return new RollUpJson(progress.countedAt(), lagSeconds, progress.waiting(), progress.held());
    }
  }
}

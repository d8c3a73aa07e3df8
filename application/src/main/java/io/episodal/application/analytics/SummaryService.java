package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.AnalyticsSummary;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.WatchAnalytics;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tells how views come in and are counted. */
final class SummaryService implements WatchAnalytics {
  private final Engine engine;
  private final RecordViews views;

  SummaryService(Engine engine, RecordViews views) {
    this.engine = engine;
    this.views = views;
  }

  @Override
  public AnalyticsSummary summary() {
    var now = engine.now();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return engine
        .unitOfWork()
        .read(tx -> {
          var census = tx.viewCensus();
          return new AnalyticsSummary(
              census.total(), census.on(today), views.waiting(), census.progress(), now);
        });
  }
}

package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.analytics.port.in.ReadReleaseAnalytics;
import io.episodal.domain.analytics.port.out.ReleaseInsights;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the figures of single releases. */
final class ReleaseFigureService implements ReadReleaseAnalytics {
  private final Engine engine;

  ReleaseFigureService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public ReleaseOverview overview(ReleaseId release) {
    return found(insights -> insights.overview(release));
  }

  @Override
  public BucketRange range(Interval interval, @Nullable Instant from, @Nullable Instant to) {
    return BucketRange.of(interval, from, to, engine.now());
  }

  @Override
  public Timeseries timeseries(ReleaseId release, BucketRange range) {
    return found(insights -> insights.timeseries(release, range));
  }

  @Override
  public Funnel funnel(ReleaseId release, long skip, int limit) {
    return found(insights -> insights.funnel(release, skip, limit));
  }

  @Override
  public Funnel funnelAfter(ReleaseId release, int number, int limit) {
    return found(insights -> insights.funnelAfter(release, number, limit));
  }

  private <T> T found(Function<ReleaseInsights, Optional<T>> reading) {
    return engine
        .unitOfWork()
        .read(tx -> reading.apply(tx.releaseInsights()))
        .orElseThrow(() -> DomainException.notFound("release"));
  }
}

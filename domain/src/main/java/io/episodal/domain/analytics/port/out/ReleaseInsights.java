package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.catalog.ReleaseId;
import java.util.Optional;

/** Figures of single releases in the store, kept up to date by background work. */
public interface ReleaseInsights {
  /** Most episodes that one bucket names. */
  int MOST_RELEASED = 100;

  /** Empty if there is no such release, here and below. */
  Optional<ReleaseOverview> overview(ReleaseId release);

  /**
   * The views in each bucket, and of the episodes released in it the first {@value #MOST_RELEASED}.
   */
  Optional<Timeseries> timeseries(ReleaseId release, BucketRange range);

  /** Episodes by number, each beside the one before it, be that part of the answer or not. */
  Optional<Funnel> funnel(ReleaseId release, long skip, int limit);

  /** The episodes that follow a number. */
  Optional<Funnel> funnelAfter(ReleaseId release, int number, int limit);
}

package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For reading the figures of one release; not found if there is none. Thread-safe. */
public interface ReadReleaseAnalytics {

  /** The release's totals in each window, its votes by score, its followers and its score. */
  ReleaseOverview overview(ReleaseId release);

  /** The buckets that a request means, see {@link BucketRange#of}; what is null ends now. */
  BucketRange range(Interval interval, @Nullable Instant from, @Nullable Instant to);

  /** The views in each bucket of a range. */
  Timeseries timeseries(ReleaseId release, BucketRange range);

  /** A part of the release's episodes by number, each beside the one before it. */
  Funnel funnel(ReleaseId release, long skip, int limit);

  /** The episodes that follow a number. */
  Funnel funnelAfter(ReleaseId release, int number, int limit);
}

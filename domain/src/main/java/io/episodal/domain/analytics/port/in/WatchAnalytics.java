package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.AnalyticsSummary;

/** For whoever operates the engine: how views come in and are counted. Thread-safe. */
public interface WatchAnalytics {

  /** How it stands now; never an answer that was kept. */
  AnalyticsSummary summary();
}

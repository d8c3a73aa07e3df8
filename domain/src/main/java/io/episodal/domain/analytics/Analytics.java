package io.episodal.domain.analytics;

import io.episodal.domain.analytics.port.in.ReadAnalytics;
import io.episodal.domain.analytics.port.in.ReadReleaseAnalytics;
import io.episodal.domain.analytics.port.in.RebuildFigures;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.WatchAnalytics;

/** The conversations about views and figures. Immutable; thread-safe as they are. */
public record Analytics(
    RecordViews views,
    ReadAnalytics figures,
    ReadReleaseAnalytics releases,
    RebuildFigures rebuilding,
    WatchAnalytics summary) {}

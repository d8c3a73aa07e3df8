package io.episodal.adapter.http;

import io.episodal.domain.analytics.Counts;

/** What was counted of some views, as answers show it. */
record CountsJson(
    long totalViews,
    long uniqueViewers,
    double averageCompletion,
    long engagedViews,
    long completions,
    long watchedSeconds) {
  static CountsJson of(Counts counts) {
    return new CountsJson(
        counts.totalViews(),
        counts.uniqueViewers(),
        Json.rounded(counts.averageCompletion()),
        counts.engagedViews(),
        counts.completions(),
        counts.watchedSeconds());
  }
}

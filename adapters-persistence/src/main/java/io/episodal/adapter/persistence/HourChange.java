package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.Trend;

/** What is added to the figures of an hour or a window, or taken from them. Not thread-safe. */
final class HourChange {
  long totalViews;
  long completionSum;
  long engagedViews;
  long completions;
  long watchedSeconds;
  long newFollowers;

  /** What it changes about the attention that a release draws. */
  long weight() {
    return Trend.weight(engagedViews, completions, newFollowers);
  }

  void add(HourChange more) {
    totalViews += more.totalViews;
    completionSum += more.completionSum;
    engagedViews += more.engagedViews;
    completions += more.completions;
    watchedSeconds += more.watchedSeconds;
    newFollowers += more.newFollowers;
  }
}

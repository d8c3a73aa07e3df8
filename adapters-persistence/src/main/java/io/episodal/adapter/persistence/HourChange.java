package io.episodal.adapter.persistence;

/** What is added to the figures of an hour or a window, or taken from them. Not thread-safe. */
final class HourChange {
  long totalViews;
  long completionSum;
  long engagedViews;
  long completions;
  long watchedSeconds;

  void add(HourChange more) {
    totalViews += more.totalViews;
    completionSum += more.completionSum;
    engagedViews += more.engagedViews;
    completions += more.completions;
    watchedSeconds += more.watchedSeconds;
  }
}

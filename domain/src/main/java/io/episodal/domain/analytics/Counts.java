package io.episodal.domain.analytics;

/**
 * What the views of a window add up to. Immutable.
 *
 * @param totalViews every accepted event
 * @param uniqueViewers different viewers, never more than {@code totalViews}
 * @param averageCompletion mean share watched, in percent, 0 without views
 * @param engagedViews engaged views, once per viewer, episode and UTC hour
 * @param completions completed views, once per viewer, episode and UTC day
 * @param watchedSeconds time watched, in seconds
 */
public record Counts(
    long totalViews,
    long uniqueViewers,
    double averageCompletion,
    long engagedViews,
    long completions,
    long watchedSeconds) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
}

package io.episodal.domain.analytics;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody watched something. Immutable.
 *
 * @param watchedSeconds how long, in seconds
 * @param completion how much of it, in percent, 0 to 100
 * @param engaged whether it was long enough to count as engaged, see {@link #isEngaged}
 * @param flag why a filter doubts it, null if none does
 */
public record ViewEvent(
    ViewId id,
    ReleaseId release,
    @Nullable EpisodeId episode,
    Viewer viewer,
    Instant viewedAt,
    int watchedSeconds,
    double completion,
    boolean engaged,
    @Nullable ViewFlag flag) {
  /** From this share on, in percent, an item counts as completed. */
  public static final double COMPLETED = 90;

  private static final int ENGAGED_SECONDS = 30;

  /**
   * Whether a view is engaged: at least 30 seconds, or half of a shorter item.
   *
   * @param runtimeSeconds the item's length, or null if unknown
   */
  public static boolean isEngaged(int watchedSeconds, @Nullable Integer runtimeSeconds) {
    return watchedSeconds >= ENGAGED_SECONDS
        || (runtimeSeconds != null
            && runtimeSeconds > 0
            && runtimeSeconds < ENGAGED_SECONDS
            && watchedSeconds * 2L >= runtimeSeconds);
  }

  /** Whether it is among the engaged views, of which one counts for each hour. */
  public boolean countsAsEngaged() {
    return engaged && flag == null;
  }

  /** Whether it is among the completed views, of which one counts for each day. */
  public boolean countsAsCompleted() {
    return completion >= COMPLETED && flag == null;
  }
}

package io.episodal.domain.analytics;

import io.episodal.domain.catalog.ReleaseId;
import java.util.Map;

/**
 * All that is counted of one release. Immutable.
 *
 * @param windows what its views add up to, for every window
 * @param followers how many users follow the release itself
 * @param popularityScore 0 to 100, see {@link PopularityScore}
 */
public record ReleaseOverview(
    ReleaseId release,
    String title,
    Map<Window, Counts> windows,
    RatingHistogram ratings,
    long followers,
    double popularityScore) {
  public ReleaseOverview {
    windows = Map.copyOf(windows);
    if (windows.size() != Window.values().length) {
      throw new IllegalArgumentException("windows are missing: " + windows.keySet());
    }
  }
}

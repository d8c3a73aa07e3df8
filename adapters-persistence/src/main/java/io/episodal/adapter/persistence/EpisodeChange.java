package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.SmallestHashes;
import java.util.Arrays;

/** What views change about the figures of an episode. Not thread-safe. */
final class EpisodeChange {
  private static final int PORTION = 4 * SmallestHashes.MOST;

  long totalViews;
  long completions;
  final ViewerSet viewers = new ViewerSet();

  private SmallestHashes signedIn = SmallestHashes.NONE;
  private long[] more = new long[8];
  private int count;

  void add(long viewer, boolean user) {
    totalViews++;
    viewers.add(viewer);
    if (user) {
      more = count == more.length ? Arrays.copyOf(more, 2 * count) : more;
      more[count++] = viewer;
      if (count == PORTION) {
        signedIn();
      }
    }
  }

  /** The smallest hashes of viewers who were signed in. */
  SmallestHashes signedIn() {
    signedIn = signedIn.union(SmallestHashes.of(Arrays.copyOf(more, count)));
    count = 0;
    return signedIn;
  }
}

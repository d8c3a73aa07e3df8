package io.episodal.domain.analytics;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The smallest hashes of a set, which tell how large it is and how much it shares with another:
 * exactly while both have fewer than {@link #MOST}, else with an error of some percent. Hashes are
 * compared unsigned. Immutable.
 */
public final class SmallestHashes {
  /** Most hashes that are kept. */
  public static final int MOST = 1_024;

  public static final SmallestHashes NONE = new SmallestHashes(new long[0]);

  private static final double RANGE = 0x1p64;

  /** Ascending with the sign bit flipped, which is the unsigned order. */
  private final long[] flipped;

  private SmallestHashes(long[] flipped) {
    this.flipped = flipped;
  }

  /** Of hashes in any order, with any repetitions. */
  public static SmallestHashes of(long... hashes) {
    return kept(LongStream.of(hashes).map(hash -> hash ^ Long.MIN_VALUE));
  }

  public SmallestHashes union(SmallestHashes other) {
    return kept(LongStream.concat(LongStream.of(flipped), LongStream.of(other.flipped)));
  }

  /** How many there are in the set. */
  public long size() {
    return Math.round(size(flipped));
  }

  /** How many are in this set and the other; never more than are in one of them. */
  public long shared(SmallestHashes other) {
    return Math.min(sharedByEstimate(other), Math.min(size(), other.size()));
  }

  /** The hashes, ascending in unsigned order. */
  public long[] toArray() {
    return LongStream.of(flipped).map(hash -> hash ^ Long.MIN_VALUE).toArray();
  }

  private long sharedByEstimate(SmallestHashes other) {
    var both = union(other).flipped;
    var shared =
        Arrays.stream(both)
            .filter(hash ->
                Arrays.binarySearch(flipped, hash) >= 0
                    && Arrays.binarySearch(other.flipped, hash) >= 0)
            .count();
    return flipped.length < MOST && other.flipped.length < MOST
        ? sharedExactly(other)
        : Math.round(size(both) * shared / both.length);
  }

  private long sharedExactly(SmallestHashes other) {
    return Arrays.stream(flipped)
        .filter(hash -> Arrays.binarySearch(other.flipped, hash) >= 0)
        .count();
  }

  private static double size(long[] flipped) {
    return flipped.length < MOST
        ? flipped.length
        : (MOST - 1) * RANGE / (flipped[MOST - 1] - (double) Long.MIN_VALUE);
  }

  private static SmallestHashes kept(LongStream flipped) {
    return new SmallestHashes(flipped.sorted().distinct().limit(MOST).toArray());
  }
}

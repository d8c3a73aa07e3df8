package io.episodal.domain.analytics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How often each score was given to a release. Immutable.
 *
 * @param votes for the scores 1 to {@value #HIGHEST}, in order
 */
public record RatingHistogram(List<Long> votes) {
  /** The highest score. */
  public static final int HIGHEST = 10;

  public RatingHistogram {
    votes = List.copyOf(votes);
    if (votes.size() != HIGHEST) {
      throw new IllegalArgumentException("there are " + HIGHEST + " scores, not " + votes.size());
    }
  }

  /** How many votes there are. */
  public long count() {
    return votes.stream().mapToLong(Long::longValue).sum();
  }

  /** The plain mean of the votes, empty without any. */
  public OptionalDouble mean() {
    var count = count();
    var sum = IntStream.range(0, HIGHEST).mapToLong(i -> (i + 1) * votes.get(i)).sum();
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / count);
  }
}

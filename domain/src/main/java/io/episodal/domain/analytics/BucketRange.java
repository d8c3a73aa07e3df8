package io.episodal.domain.analytics;

import io.episodal.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of whole buckets. Immutable.
 *
 * @param from the beginning of the first bucket
 * @param to the end of the last one, which begins no other
 */
public record BucketRange(Interval interval, Instant from, Instant to) {
  /** Most buckets of a range. */
  public static final int MOST = 1_000;

  public BucketRange {
    if (!from.equals(interval.beginningOf(from))
        || !to.equals(interval.beginningOf(to))
        || !from.isBefore(to)) {
      throw new IllegalArgumentException("no whole buckets: " + from + " to " + to);
    }
  }

  /**
   * The buckets that hold any part of a stretch of time; refused if it ends before it begins or has
   * more than {@link #MOST} buckets.
   *
   * @param from null for the usual span before {@code to}
   * @param to its end, which is not part of it; null for the end of the bucket that goes on now
   */
  public static BucketRange of(
      Interval interval, @Nullable Instant from, @Nullable Instant to, Instant now) {
    var violations = new Violations().date("from", from).date("to", to);
    violations.throwIfAny();
    var end = to == null ? interval.beginningOf(now).plus(interval.length()) : upTo(interval, to);
    var begin = from == null ? end.minus(interval.usualSpan()) : interval.beginningOf(from);
    violations.date("to", end);
    if (from != null && !from.isBefore(to == null ? end : to)) {
      violations.add("from", "must be before to, which is now unless it is given");
    } else if (Duration.between(begin, end).dividedBy(interval.length()) > MOST) {
      violations.add(
          "from",
          "must be at most %d buckets of one %s before to".formatted(MOST, interval.code()));
    }
    violations.throwIfAny();
    return new BucketRange(interval, begin, end);
  }

  /** The beginnings of the buckets, in order. */
  public List<Instant> beginnings() {
    return Stream.iterate(from, to::isAfter, at -> at.plus(interval.length())).toList();
  }

  private static Instant upTo(Interval interval, Instant to) {
    var beginning = interval.beginningOf(to);
    return beginning.equals(to) ? to : beginning.plus(interval.length());
  }
}

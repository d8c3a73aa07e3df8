package io.episodal.domain.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody may guess wrongly: so many times at once, and once more for each interval that
 * passes. What they have used up is one instant, the one from which on they have all of it again;
 * so nobody is ever shut out for longer than an interval. Immutable.
 *
 * @param atOnce most failures in a row, at least 1
 * @param interval what gives back one of them
 */
public record FailureAllowance(int atOnce, Duration interval) {
  /** Of one account: ten failures, and one more each minute. */
  public static final FailureAllowance OF_ACCOUNT = new FailureAllowance(10, Duration.ofMinutes(1));

  /** Of one network address, which many people may share: a hundred, and one more each second. */
  public static final FailureAllowance OF_ORIGIN = new FailureAllowance(100, Duration.ofSeconds(1));

  public FailureAllowance {
    if (atOnce < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException("an allowance needs a number and an interval");
    }
  }

  /** How many more failures are allowed now, for somebody who has all of them at {@code fullAt}. */
  public int left(Instant fullAt, Instant now) {
    if (!fullAt.isAfter(now)) {
      return atOnce;
    }
    var missing = Duration.between(now, fullAt);
    var used = missing.plus(interval).minusNanos(1).dividedBy(interval);
    return (int) Math.max(0, atOnce - used);
  }

  /** The instant at which all failures are allowed again, after one more now. */
  public Instant afterFailure(Instant fullAt, Instant now) {
    return (fullAt.isAfter(now) ? fullAt : now).plus(interval);
  }

  /** How long until a failure is allowed again; zero if one is now. */
  public Duration untilNext(Instant fullAt, Instant now) {
    var wait = Duration.between(now, fullAt).minus(interval.multipliedBy(atOnce - 1L));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}

package io.episodal.domain.job;

import java.time.Duration;

/**
 * Work that comes again and again, once for all nodes. Immutable.
 *
 * @param kind which handler does it
 * @param interval time between the end of one run and the next; a run missed during downtime is
 *     made up for once
 */
public record Schedule(String kind, Duration interval) {
  public Schedule {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the interval of " + kind + " must be positive");
    }
  }
}

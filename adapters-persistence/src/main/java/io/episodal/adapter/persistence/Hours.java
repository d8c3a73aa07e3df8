package io.episodal.adapter.persistence;

import java.time.Duration;
import java.time.Instant;

/** UTC hours and days as numbers, counted from the beginning of 1970. Pure functions. */
final class Hours {
  private static final long SECONDS = Duration.ofHours(1).toSeconds();
  private static final int OF_DAY = 24;

  private Hours() {}

  static long of(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS);
  }

  static Instant begin(long hour) {
    return Instant.ofEpochSecond(hour * SECONDS);
  }

  /** The day of an hour. */
  static long day(long hour) {
    return Math.floorDiv(hour, OF_DAY);
  }

  /** The first day that begins no earlier than an hour. */
  static long firstDayFrom(long hour) {
    return Math.ceilDiv(hour, OF_DAY);
  }
}

package io.episodal.domain.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How long the buckets of a timeseries are: hours or days of UTC. */
public enum Interval {
  HOUR(ChronoUnit.HOURS, Duration.ofDays(2)),
  DAY(ChronoUnit.DAYS, Duration.ofDays(30));

  private final ChronoUnit unit;
  private final Duration usualSpan;

  Interval(ChronoUnit unit, Duration usualSpan) {
    this.unit = unit;
    this.usualSpan = usualSpan;
  }

  /** The name that requests and answers use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Duration length() {
    return unit.getDuration();
  }

  /** How much is shown to who does not say how much. */
  public Duration usualSpan() {
    return usualSpan;
  }

  /** The beginning of the bucket that an instant lies in. */
  public Instant beginningOf(Instant instant) {
    return instant.truncatedTo(unit);
  }
}

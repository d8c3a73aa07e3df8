package io.episodal.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it; it ticks in microseconds, as stores do.
 * Thread-safe.
 */
public final class SettableClock extends Clock {
  private static final Instant USUAL_START = Instant.parse("2026-03-02T09:00:00Z");

  private final AtomicLong microseconds;
  private final ZoneId zone;

  /** A clock that shows a fixed morning in March 2026. */
  public SettableClock() {
    this(USUAL_START);
  }

  public SettableClock(Instant start) {
    this(new AtomicLong(microseconds(start)), ZoneOffset.UTC);
  }

  private SettableClock(AtomicLong microseconds, ZoneId zone) {
    this.microseconds = microseconds;
    this.zone = zone;
  }

  /** Moves on, or back if the step is negative. */
  public void advance(Duration step) {
    microseconds.addAndGet(step.dividedBy(ChronoUnit.MICROS.getDuration()));
  }

  /** Shows this time from now on. */
  public void set(Instant instant) {
    microseconds.set(microseconds(instant));
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(microseconds.get(), ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock read in another zone: both move together. */
  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(microseconds, other);
  }

  private static long microseconds(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}

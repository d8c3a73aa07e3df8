package io.episodal.application;

import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.shared.port.out.Listener;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** What the engine uses where its host gives nothing: the one home of system clock and chance. */
final class Defaults {
  /** Bits of a UUID's version 7 and the place of the fraction of a millisecond beside it. */
  private static final long VERSION = 0x7000L;

  private static final int FRACTIONS = 4_096;
  private static final int NANOS_OF_MICRO = 1_000;
  private static final long MICROS_OF_MILLI = 1_000;
  private static final long MICROS_OF_SECOND = 1_000_000;

  private Defaults() {}

  /** The system clock in microseconds, PostgreSQL's precision. */
  static Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(NANOS_OF_MICRO));
  }

  /**
   * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, 12 bits of the fraction of the
   * millisecond (method 3), 62 random bits.
   */
  static IdGenerator ids(Clock clock) {
    return () -> {
      var now = clock.instant();
      long micros = now.getEpochSecond() * MICROS_OF_SECOND + now.getNano() / NANOS_OF_MICRO;
      long fraction = micros % MICROS_OF_MILLI * FRACTIONS / MICROS_OF_MILLI;
      return new UUID(
          ((micros / MICROS_OF_MILLI) << 16) | VERSION | fraction,
          UUID.randomUUID().getLeastSignificantBits());
    };
  }

  /** The id of an engine among others over the same store. */
  static UUID node() {
    return UUID.randomUUID();
  }

  /** Lets everybody guess. */
  static SignInLimit signInLimit() {
    return (guess, now, isRight) -> isRight.getAsBoolean();
  }

  /** Hears nothing. */
  static Listener listener() {
    return new Listener() {};
  }
}

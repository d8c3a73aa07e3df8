package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class SettableClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

  @Test
  void standsStillInMicroseconds() {
    var clock = new SettableClock(START);

    assertEquals(Instant.parse("2026-01-01T00:00:00.123456Z"), clock.instant());
    assertEquals(clock.instant(), clock.instant());
  }

  @Test
  void movesWhenTold() {
    var clock = new SettableClock(START);

    clock.advance(Duration.ofSeconds(2).plusNanos(1_999));
    assertEquals(Instant.parse("2026-01-01T00:00:02.123457Z"), clock.instant());

    clock.advance(Duration.ofDays(-1));
    assertEquals(Instant.parse("2025-12-31T00:00:02.123457Z"), clock.instant());

    clock.set(Instant.EPOCH.minusNanos(1_000));
    assertEquals(Instant.EPOCH.minusNanos(1_000), clock.instant());
  }

  @Test
  void movesInEveryZone() {
    var clock = new SettableClock(START);
    var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofHours(1));

    assertEquals(clock.instant(), elsewhere.instant());
    assertEquals(ZoneId.of("Asia/Tokyo"), elsewhere.getZone());
  }

  @Test
  void losesNoStepOfRacingThreads() {
    var clock = new SettableClock(Instant.EPOCH);

    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 1_000; i++) {
                clock.advance(Duration.ofSeconds(1));
              }
              return true;
            });

    assertEquals(Instant.ofEpochSecond(4_000), clock.instant());
  }
}

package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class DayRangeTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-05T00:00:00Z");

  @Test
  void everyDayThatHoldsAPartIsIn() {
    assertEquals(
        new DayRange(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-05")),
        DayRange.of(NOON, MIDNIGHT));
    assertEquals(
        new DayRange(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-06")),
        DayRange.of(NOON, MIDNIGHT.plusNanos(1_000)));
  }

  @Test
  void whatIsLeftOutBoundsNothing() {
    assertEquals(DayRange.ALL, DayRange.of(null, null));
    assertTrue(DayRange.of(null, null).isAll());
    assertFalse(DayRange.of(NOON, null).isAll());
    assertEquals(DayRange.ALL.end(), DayRange.of(NOON, null).end());
    assertEquals(DayRange.ALL.first(), DayRange.of(null, NOON).first());
  }

  @Test
  void theWrongWayRoundIsRefused() {
    assertThrows(DomainException.class, () -> DayRange.of(MIDNIGHT, NOON));
    assertThrows(DomainException.class, () -> DayRange.of(NOON, NOON));
    assertThrows(DomainException.class, () -> DayRange.of(Instant.MIN, null));
    var day = LocalDate.parse("2026-03-02");
    assertThrows(IllegalArgumentException.class, () -> new DayRange(day, day));
  }
}

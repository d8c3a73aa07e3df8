package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.notification.QuietHours.Span;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuietHoursTest {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Pacific/Apia"));

  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 21:59:59, false",
    "22:00, 07:00, 22:00:00, true",
    "22:00, 07:00, 00:00:00, true",
    "22:00, 07:00, 06:59:59, true",
    "22:00, 07:00, 07:00:00, false",
    "13:00, 14:30, 12:59:59, false",
    "13:00, 14:30, 13:00:00, true",
    "13:00, 14:30, 14:29:59, true",
    "13:00, 14:30, 14:30:00, false",
    "00:00, 00:01, 00:00:30, true",
  })
  void beginAndEndByTheClockOnTheWall(LocalTime from, LocalTime to, LocalTime time, boolean quiet) {
    assertEquals(quiet, new Span(from, to).covers(time));
  }

  @Test
  void areThoseOfTheTimeZone() {
    var night = new Span(LocalTime.of(22, 0), LocalTime.of(7, 0));
    var noonInLondon = Instant.parse("2026-01-15T12:00:00Z");

    assertFalse(new QuietHours(night, ZoneId.of("Europe/London")).covers(noonInLondon));
    assertTrue(new QuietHours(night, ZoneId.of("Asia/Magadan")).covers(noonInLondon));
  }

  @Test
  void endInTheMorningEvenWhenClocksAreSetForward() {
    var night =
        new QuietHours(
            new Span(LocalTime.of(22, 0), LocalTime.of(7, 0)), ZoneId.of("Europe/Berlin"));

    assertEquals(
        Instant.parse("2026-03-29T05:00:00Z"),
        night.endAfter(Instant.parse("2026-03-28T22:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void areOverWhenTheyEnd(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var from = random.nextInt(24 * 60);
      var to = (from + 1 + random.nextInt(24 * 60 - 1)) % (24 * 60);
      var span = new Span(LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L));
      var hours = new QuietHours(span, ZONES.get(random.nextInt(ZONES.size())));
      var instant = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));

      var end = hours.endAfter(instant);

      assertTrue(end.isAfter(instant), () -> "seed " + seed + ": " + hours + " at " + instant);
      assertFalse(hours.covers(end), () -> "seed " + seed + ": " + hours + " at " + instant);
      assertFalse(end.isAfter(instant.plus(Duration.ofHours(26))));
    }
  }

  @Test
  void haveALength() {
    var refused =
        assertThrows(DomainException.class, () -> new Span(LocalTime.NOON, LocalTime.NOON));

    assertTrue(refused.error().detail().startsWith("quiet_hours/to"), refused.getMessage());
  }
}

package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuietHoursTest {
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
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
    assertEquals(quiet, new QuietHours(from, to).cover(time));
  }

  @Test
  void areThoseOfTheTimeZone() {
    var noonInLondon = Instant.parse("2026-01-15T12:00:00Z");

    assertFalse(NIGHT.cover(noonInLondon, ZoneId.of("Europe/London")));
    assertTrue(NIGHT.cover(noonInLondon, ZoneId.of("Asia/Magadan")));
  }

  /** Berlin sets its clocks from 2:00 to 3:00 on 29 March and from 3:00 to 2:00 on 25 October. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "22:00, 02:30, 2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
    "22:00, 07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
    "22:00, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
    "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
  })
  void endByTheClockOnTheWallWhenClocksAreSet(
      LocalTime from, LocalTime to, Instant night, Instant end) {
    assertEquals(end, new QuietHours(from, to).endAfter(night, ZoneId.of("Europe/Berlin")));
  }

  /** Samoa had no 30 December 2011. */
  @Test
  void goOnIntoTheDayAfterOneThatIsLeftOut() {
    assertEquals(
        Instant.parse("2011-12-30T17:00:00Z"),
        NIGHT.endAfter(Instant.parse("2011-12-30T09:00:00Z"), ZoneId.of("Pacific/Apia")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void lastUntilTheirEndAndAreOverThen(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var from = random.nextInt(24 * 60);
      var to = (from + 1 + random.nextInt(24 * 60 - 1)) % (24 * 60);
      var hours =
          new QuietHours(LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L));
      var zone = ZONES.get(random.nextInt(ZONES.size()));
      var instant = near(random, zone);
      var message = "seed %d: %s in %s at %s".formatted(seed, hours, zone, instant);

      var end = hours.endAfter(instant, zone);

      assertTrue(end.isAfter(instant), message);
      assertFalse(hours.cover(end, zone), message);
      assertFalse(end.isAfter(instant.plus(Duration.ofHours(49))), message);
      if (hours.cover(instant, zone) && !areSetBack(zone, instant, end)) {
        for (var at = instant; at.isBefore(end); at = at.plusSeconds(60)) {
          assertTrue(hours.cover(at, zone), message + " until " + at);
        }
      }
    }
  }

  /** A full minute within two days of a change of the clocks, if there are any in the zone. */
  private static Instant near(Random random, ZoneId zone) {
    var some = Instant.ofEpochSecond(1_300_000_000L + random.nextInt(500_000_000));
    var change = zone.getRules().nextTransition(some);
    var middle = change == null ? some : change.getInstant();
    return middle
        .truncatedTo(ChronoUnit.MINUTES)
        .plus(Duration.ofMinutes(random.nextInt(2 * 2_880) - 2_880L));
  }

  private static boolean areSetBack(ZoneId zone, Instant from, Instant to) {
    var change = zone.getRules().nextTransition(from.minusSeconds(1));
    return change != null && change.isOverlap() && !change.getInstant().isAfter(to);
  }

  @Test
  void haveALength() {
    var refused =
        assertThrows(DomainException.class, () -> new QuietHours(LocalTime.NOON, LocalTime.NOON));

    assertTrue(refused.error().detail().startsWith("quiet_hours/to"), refused.getMessage());
  }
}

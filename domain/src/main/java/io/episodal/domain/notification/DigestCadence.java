package io.episodal.domain.notification;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** How often a user wants what was held back at the limit told in a digest. */
public enum DigestCadence {
  /** As soon as the limit allows it. */
  WHEN_FREE,
  /** In the next morning. */
  DAILY,
  /** In the morning of the next Monday. */
  WEEKLY;

  /** When mornings begin for a digest, by the user's clock. */
  public static final LocalTime MORNING = LocalTime.of(8, 0);

  private static final int DAYS_OF_WEEK = 7;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * When what was held back since an instant may be told, as far as the cadence goes.
   *
   * @param zone where the user's clock hangs
   */
  public Instant earliest(Instant heldSince, ZoneId zone) {
    return switch (this) {
      case WHEN_FREE -> heldSince;
      case DAILY -> morningAfter(heldSince, zone, 1);
      case WEEKLY -> morningAfter(heldSince, zone, DAYS_OF_WEEK);
    };
  }

  /** The next morning, or of every {@code days} the one that is a Monday. */
  private static Instant morningAfter(Instant instant, ZoneId zone, int days) {
    var today = instant.atZone(zone).toLocalDate();
    var sinceMonday = today.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
    var first = today.minusDays(sinceMonday % days);
    var morning = first.atTime(MORNING).atZone(zone).toInstant();
    return morning.isAfter(instant)
        ? morning
        : first.plusDays(days).atTime(MORNING).atZone(zone).toInstant();
  }
}

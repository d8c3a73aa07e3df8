package io.episodal.domain.notification;

import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A part of every day in which a user is not to be disturbed, by the clock on the wall; over
 * midnight if it ends earlier than it begins. Nothing is pushed and no digest comes in it, while
 * the inbox fills as ever. Immutable.
 *
 * @param from the first quiet moment
 * @param to the first moment that is not quiet any more; another than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {
  public QuietHours {
    if (from.equals(to)) {
      throw DomainException.invalid(
          "quiet_hours/to", "must differ from the beginning; null means no quiet hours");
    }
  }

  /** Whether an instant lies in the quiet hours; their beginning does, their end does not. */
  public boolean cover(Instant instant, ZoneId zone) {
    return cover(instant.atZone(zone).toLocalTime());
  }

  /** The first end of quiet hours after an instant. */
  public Instant endAfter(Instant instant, ZoneId zone) {
    var now = instant.atZone(zone);
    var later = now.toLocalTime().isBefore(to) ? 0 : 1;
    var end = now.toLocalDate().plusDays(later).atTime(to);
    var change = zone.getRules().getTransition(end);
    if (change != null && change.isGap()) {
      // this time is left out where clocks are set forward, perhaps into quiet hours again
      var forward = change.getInstant();
      return cover(forward, zone) ? endAfter(forward, zone) : forward;
    }
    var first = end.atZone(zone);
    // where clocks are set back, the first of two equal times may have passed
    return first.toInstant().isAfter(instant)
        ? first.toInstant()
        : first.withLaterOffsetAtOverlap().toInstant();
  }

  boolean cover(LocalTime time) {
    var begun = !time.isBefore(from);
    var notEnded = time.isBefore(to);
    return from.isBefore(to) ? begun && notEnded : begun || notEnded;
  }
}

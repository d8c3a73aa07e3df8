package io.episodal.domain.notification;

import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A part of every day in which a user is not to be disturbed: no digest comes in it, while the
 * inbox fills as ever. Immutable.
 *
 * @param span from when until when
 * @param zone where the user's clock hangs
 */
public record QuietHours(Span span, ZoneId zone) {

  /** Whether an instant lies in the quiet hours; their beginning does, their end does not. */
  public boolean covers(Instant instant) {
    return span.covers(instant.atZone(zone).toLocalTime());
  }

  /** The first end of quiet hours after an instant. */
  public Instant endAfter(Instant instant) {
    var local = instant.atZone(zone);
    var later = local.toLocalTime().isBefore(span.to()) ? 0 : 1;
    var end = local.toLocalDate().plusDays(later).atTime(span.to()).atZone(zone);
    // where clocks are set back, the first of two equal times may have passed
    return end.toInstant().isAfter(instant)
        ? end.toInstant()
        : end.withLaterOffsetAtOverlap().toInstant();
  }

  /**
   * A part of a day by the clock on the wall, over midnight if it ends earlier than it begins.
   *
   * @param from the first quiet moment
   * @param to the first moment that is not quiet any more; another than {@code from}
   */
  public record Span(LocalTime from, LocalTime to) {
    public Span {
      if (from.equals(to)) {
        throw DomainException.invalid(
            "quiet_hours/to", "must differ from the beginning; null means no quiet hours");
      }
    }

    boolean covers(LocalTime time) {
      var begun = !time.isBefore(from);
      var notEnded = time.isBefore(to);
      return from.isBefore(to) ? begun && notEnded : begun || notEnded;
    }
  }
}

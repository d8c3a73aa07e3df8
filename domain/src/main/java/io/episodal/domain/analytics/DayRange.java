package io.episodal.domain.analytics;

import io.episodal.domain.shared.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of whole UTC days. Immutable.
 *
 * @param end the day after the last one
 */
public record DayRange(LocalDate first, LocalDate end) {
  /** Every day that a view can be of. */
  public static final DayRange ALL =
      new DayRange(day(Violations.EARLIEST), day(Violations.LATEST).plusDays(1));

  public DayRange {
    if (!first.isBefore(end)) {
      throw new IllegalArgumentException("no days: " + first + " to " + end);
    }
  }

  /**
   * The days that hold any part of a stretch of time; refused if it ends before it begins.
   *
   * @param from null for the first of all days
   * @param to its end, which is not part of it; null for the last of all days
   */
  public static DayRange of(@Nullable Instant from, @Nullable Instant to) {
    var violations = new Violations().date("from", from).date("to", to);
    if (from != null && to != null && !from.isBefore(to)) {
      violations.add("from", "must be before to");
    }
    violations.throwIfAny();
    return new DayRange(
        from == null ? ALL.first : day(from),
        to == null ? ALL.end : day(to.minus(1, ChronoUnit.MICROS)).plusDays(1));
  }

  /** Whether no day is left out. */
  public boolean isAll() {
    return equals(ALL);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}

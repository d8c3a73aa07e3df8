package io.episodal.adapter.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads RFC 3339 dates and times. */
final class Instants {
  static final String EXPECTED =
      "must be a date and time with offset, such as 2026-01-31T18:30:00Z, or a date";

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)\\d{0,20}(Z|[+-]\\d{2}:\\d{2})");

  private Instants() {}

  /** The instant, in whole microseconds as the store keeps them; a date means its midnight, UTC. */
  static @Nullable Instant parse(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      var parts = DATE_TIME.matcher(text.toUpperCase(Locale.ROOT));
      return parts.matches()
          ? OffsetDateTime.parse(parts.group(1) + parts.group(2))
              .toInstant()
              .truncatedTo(ChronoUnit.MICROS)
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}

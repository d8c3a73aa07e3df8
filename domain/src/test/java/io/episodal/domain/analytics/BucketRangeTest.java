package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketRangeTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  void endsWithTheBucketThatGoesOn() {
    assertEquals(
        range("2026-02-01T00:00:00Z", "2026-03-03T00:00:00Z", Interval.DAY),
        BucketRange.of(Interval.DAY, null, null, NOW));
    assertEquals(
        range("2026-02-28T10:00:00Z", "2026-03-02T10:00:00Z", Interval.HOUR),
        BucketRange.of(Interval.HOUR, null, null, NOW));
  }

  @Test
  void holdsWhateverIsAskedFor() {
    assertEquals(
        range("2026-01-05T00:00:00Z", "2026-01-08T00:00:00Z", Interval.DAY),
        of(Interval.DAY, "2026-01-05T23:59:59Z", "2026-01-07T00:00:00.000001Z"));
    assertEquals(
        range("2026-01-05T00:00:00Z", "2026-01-07T00:00:00Z", Interval.DAY),
        of(Interval.DAY, "2026-01-05T00:00:00Z", "2026-01-07T00:00:00Z"));
    assertEquals(
        range("2025-12-08T00:00:00Z", "2026-01-07T00:00:00Z", Interval.DAY),
        of(Interval.DAY, null, "2026-01-07T00:00:00Z"));
    assertEquals(
        range("2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z", Interval.HOUR),
        of(Interval.HOUR, "2026-03-02T08:00:00Z", null));
  }

  @Test
  void listsItsBuckets() {
    assertEquals(
        List.of(Instant.parse("2026-01-05T22:00:00Z"), Instant.parse("2026-01-05T23:00:00Z")),
        range("2026-01-05T22:00:00Z", "2026-01-06T00:00:00Z", Interval.HOUR).beginnings());
  }

  @Test
  void theWrongWayRoundIsRefused() {
    assertRefused("from", "2026-01-05T12:00:00Z", "2026-01-05T12:00:00Z");
    assertRefused("from", "2026-01-06T00:00:00Z", "2026-01-05T00:00:00Z");
    assertRefused("from", "2026-03-03T00:00:00Z", null);
    assertRefused("to", "9999-12-31T00:00:00Z", Violations.LATEST.toString());
    assertRefused("from", "0999-12-31T00:00:00Z", null);
  }

  @Test
  void aThousandBucketsAreTheMost() {
    var to = Instant.parse("2026-03-02T00:00:00Z");
    var first = to.minus(Duration.ofDays(BucketRange.MOST));

    assertEquals(
        BucketRange.MOST, of(Interval.DAY, first.toString(), to.toString()).beginnings().size());
    assertRefused("from", first.minusSeconds(1).toString(), to.toString());
  }

  @Test
  void onlyWholeBucketsMakeARange() {
    var hour = Instant.parse("2026-03-02T01:00:00Z");
    var next = hour.plus(Duration.ofHours(1));

    assertThrows(IllegalArgumentException.class, () -> new BucketRange(Interval.DAY, hour, next));
    assertThrows(IllegalArgumentException.class, () -> new BucketRange(Interval.HOUR, hour, hour));
    assertEquals(List.of(hour), new BucketRange(Interval.HOUR, hour, next).beginnings());
  }

  private static void assertRefused(String member, String from, @Nullable String to) {
    var refused = assertThrows(DomainException.class, () -> of(Interval.DAY, from, to));
    assertEquals(
        List.of(member),
        ((DomainError.Invalid) refused.error())
            .violations().stream().map(Violation::member).toList());
  }

  private static BucketRange of(Interval interval, @Nullable String from, @Nullable String to) {
    return BucketRange.of(interval, instant(from), instant(to), NOW);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static BucketRange range(String from, String to, Interval interval) {
    return new BucketRange(interval, Instant.parse(from), Instant.parse(to));
  }
}

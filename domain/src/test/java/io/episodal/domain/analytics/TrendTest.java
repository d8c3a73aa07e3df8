package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrendTest {
  private static final double EXACT = 1e-9;
  private static final Instant HOUR = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void withoutWeightsThereIsNoAttention() {
    assertEquals(Trend.NONE, Trend.WEEK.of(Map.of()));
    assertEquals(Trend.NONE, Trend.WEEK.of(Map.of(HOUR, 0L)));
    assertEquals(Trend.NONE, Trend.sum(Trend.NONE, Trend.NONE));
  }

  @Test
  void twiceAsMuchIsOneMore() {
    for (var trend : Trend.values()) {
      assertEquals(1, trend.of(Map.of(HOUR, 8L)) - trend.of(Map.of(HOUR, 4L)), EXACT);
    }
  }

  @Test
  void aHalfLifeLaterCountsTwice() {
    assertAsMuch(Trend.WEEK, Duration.ofDays(7));
    assertAsMuch(Trend.DAY, Duration.ofHours(24));
  }

  @Test
  void centuriesDoNotOverflow() {
    var weights =
        Map.of(
            Instant.parse("1999-01-01T00:00:00Z"), 1_000_000L,
            Instant.parse("2626-01-01T00:00:00Z"), 1L);

    assertEquals(
        Trend.DAY.exponent(Instant.parse("2626-01-01T00:00:00Z")), Trend.DAY.of(weights), EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inAnyOrderPartsAddUpAndMoreIsNeverLess(long seed) {
    var random = new Random(seed);
    var all = new HashMap<Instant, Long>();
    var sum = Trend.NONE;
    for (int i = 0; i < 200; i++) {
      var hour = HOUR.minus(Duration.ofHours(random.nextInt(3_000)));
      var weight = 1L + random.nextInt(50);
      var before = sum;
      all.merge(hour, weight, Long::sum);
      sum = Trend.sum(sum, Trend.WEEK.of(Map.of(hour, weight)));
      assertTrue(sum >= before, "seed " + seed);
    }

    assertEquals(Trend.WEEK.of(all), sum, EXACT, "seed " + seed);
  }

  private static void assertAsMuch(Trend trend, Duration halfLife) {
    assertEquals(trend.of(Map.of(HOUR, 10L)), trend.of(Map.of(HOUR.minus(halfLife), 20L)), EXACT);
  }
}

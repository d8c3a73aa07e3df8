package io.episodal.domain.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Attention that fades: what happened counts half as much after each half-life. Kept as the
 * logarithm to base 2 of a sum of weights that grow with time instead, so nothing ever needs to be
 * aged, and nothing overflows; minus infinity is no attention. Only order and differences mean
 * something: one more is twice as much.
 */
public enum Trend {
  /** Half-life of a day. */
  DAY(Duration.ofHours(24)),
  /** Half-life of a week. */
  WEEK(Duration.ofDays(7));

  public static final double NONE = Double.NEGATIVE_INFINITY;

  /** What an engaged view and a completion count. */
  public static final int VIEW = 1;

  /** What a new follower counts. */
  public static final int FOLLOWER = 2;

  private static final Instant LANDMARK = Instant.parse("2024-01-01T00:00:00Z");

  private final double halfLifeSeconds;

  Trend(Duration halfLife) {
    halfLifeSeconds = halfLife.toSeconds();
  }

  /** What an hour's engaged views, completions and new followers count together. */
  public static long weight(long engagedViews, long completions, long newFollowers) {
    return VIEW * (engagedViews + completions) + FOLLOWER * newFollowers;
  }

  /** The logarithm of what a weight of one in an hour counts. */
  public double exponent(Instant hour) {
    return (hour.getEpochSecond() - LANDMARK.getEpochSecond()) / halfLifeSeconds;
  }

  /** The attention of weights by their hours, in any order. */
  public double of(Map<Instant, Long> weights) {
    var largest =
        weights.entrySet().stream()
            .filter(hour -> hour.getValue() != 0)
            .mapToDouble(hour -> exponent(hour.getKey()))
            .max()
            .orElse(NONE);
    var sum =
        weights.entrySet().stream()
            .filter(hour -> hour.getValue() != 0)
            .mapToDouble(hour -> hour.getValue() * Math.pow(2, exponent(hour.getKey()) - largest))
            .sum();
    return sum > 0 ? largest + log2(sum) : NONE;
  }

  /** Both kinds of attention together. */
  public static double sum(double one, double other) {
    var larger = Math.max(one, other);
    return larger == NONE ? NONE : larger + log2(1 + Math.pow(2, Math.min(one, other) - larger));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}

package io.episodal.domain.analytics;

import io.episodal.domain.catalog.ReleaseId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one release. Immutable.
 *
 * @param meanRating plain mean of the ratings, or null without any
 * @param popularityScore 0 to 100, see {@link PopularityScore}
 * @param trend what {@link Ranking#TRENDING} ranks by, see {@link Trend}
 */
public record ReleaseFigures(
    ReleaseId release,
    String title,
    Counts counts,
    @Nullable Double meanRating,
    double popularityScore,
    double trend) {
  /** What a ranking compares. */
  public double rankedBy(Ranking ranking) {
    return switch (ranking) {
      case VIEWS -> counts.totalViews();
      case POPULARITY -> popularityScore;
      case TRENDING -> trend;
    };
  }

  public Optional<Double> averageRating() {
    return Optional.ofNullable(meanRating);
  }
}

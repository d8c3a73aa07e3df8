package io.episodal.domain.analytics;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The popularity of a release among all releases, 0 to 100: the weighted mean of those of four
 * terms that exist. A pure function of the release's figures and the site's. Immutable.
 *
 * <ul>
 *   <li>.45 ln(1 + U) / ln(1 + Umax), U the unique viewers
 *   <li>.25 ln(1 + E) / ln(1 + Emax), E the watched seconds divided by the runtime of an episode
 *   <li>.20 the mean completion, drawn towards the site's mean as if by 30 more views
 *   <li>.10 (B - 1) / 9, B the mean rating, drawn towards the site's mean as if by 30 more votes
 * </ul>
 */
public final class PopularityScore {
  private static final double REACH = .45;
  private static final double EFFORT = .25;
  private static final double COMPLETION = .20;
  private static final double RATING = .10;
  private static final double PRIOR = 30;

  private final double mostViewers;
  private final double mostEffort;
  private final double meanCompletion;
  private final @Nullable Double meanRating;

  private PopularityScore(Collection<Input> releases) {
    mostViewers = releases.stream().mapToDouble(Input::uniqueViewers).max().orElse(0);
    mostEffort = releases.stream().mapToDouble(Input::effort).max().orElse(0);
    var views = releases.stream().mapToLong(Input::views).sum();
    meanCompletion =
        views == 0 ? 0 : releases.stream().mapToDouble(Input::completionSum).sum() / views;
    var votes = releases.stream().mapToLong(Input::votes).sum();
    meanRating = votes == 0 ? null : releases.stream().mapToDouble(Input::ratingSum).sum() / votes;
  }

  /** The score as it is among these releases. */
  public static PopularityScore among(Collection<Input> releases) {
    return new PopularityScore(releases);
  }

  /** The score of one of the releases. */
  public double of(Input release) {
    double sum = 0;
    double weights = 0;
    if (mostViewers > 0) {
      sum += REACH * Math.log1p((double) release.uniqueViewers()) / Math.log1p(mostViewers);
      weights += REACH;
    }
    if (mostEffort > 0) {
      sum += EFFORT * Math.log1p(release.effort()) / Math.log1p(mostEffort);
      weights += EFFORT;
    }
    if (release.views() > 0) {
      var drawn = (release.completionSum() + PRIOR * meanCompletion) / (release.views() + PRIOR);
      sum += COMPLETION * drawn / 100;
      weights += COMPLETION;
    }
    if (release.votes() > 0 && meanRating != null) {
      var drawn = (release.ratingSum() + PRIOR * meanRating) / (release.votes() + PRIOR);
      sum += RATING * (drawn - 1) / 9;
      weights += RATING;
    }
    return weights == 0 ? 0 : 100 * sum / weights;
  }

  /**
   * What the score of one release is made of, over 91 days.
   *
   * @param completionSum sum of the shares watched, in percent
   * @param effort watched seconds divided by the usual runtime of its episodes in seconds
   */
  public record Input(
      long uniqueViewers,
      long views,
      double completionSum,
      double effort,
      long votes,
      double ratingSum) {}
}

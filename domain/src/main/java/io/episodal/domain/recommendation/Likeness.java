package io.episodal.domain.recommendation;

import java.util.Collection;

/**
 * How much speaks for a release: pure functions, which stores apply set-wise. A user takes a
 * release by following it or by an engaged view.
 */
public final class Likeness {
  /** So many common takers count half as much as they would if there were many more. */
  public static final double FEW = 5;

  /** The part of a score that depends on whether its genres are to the user's taste. */
  public static final double GENRES_COUNT = .3;

  /** How much a genre that is liked counts, beside one that is followed. */
  public static final double LIKED = .5;

  /** What speaks for any release of a genre that a user follows. */
  public static final double OF_GENRE = .05;

  /** What speaks for any release of a franchise that a user follows. */
  public static final double OF_FRANCHISE = .3;

  /** What popularity adds to those two at most. */
  public static final double POPULARITY_ADDS = .15;

  private static final double MOST = .999;
  private static final double DECIMALS = 1e6;

  private Likeness() {}

  /**
   * Of two releases: the cosine of who took them, which is damped for the popularity of both, and
   * less if it stands on few.
   *
   * @param shared how many of a sample of those who took the one took the other as well
   * @param sampled how many there are in the sample, 1 or more
   * @param takers how many took the one, 1 or more
   * @param takersOfOther how many took the other, 1 or more
   */
  public static double ofReleases(
      double shared, double sampled, double takers, double takersOfOther) {
    return Math.min(1, shared / sampled * Math.sqrt(takers / takersOfOther))
        * shared
        / (shared + FEW);
  }

  /** Of a release to its genre ({@link #OF_GENRE}) or franchise ({@link #OF_FRANCHISE}). */
  public static double ofMember(double base, double popularity) {
    return base + POPULARITY_ADDS * popularity / 100;
  }

  /** What speaks for a release in all: as if each likeness were a chance of its own. */
  public static double together(Collection<Double> likenesses) {
    var none = 0.0;
    for (var likeness : likenesses) {
      none += Math.log(1 - Math.min(likeness, MOST));
    }
    return 1 - Math.exp(none);
  }

  /**
   * A score to show and to order by.
   *
   * @param share of the releases that the user took, how many have the genre that the release has
   *     and the user takes most; 1 if nothing is known
   */
  public static double score(double together, double share) {
    var score = together * (1 - GENRES_COUNT + GENRES_COUNT * share);
    return Math.round(score * DECIMALS) / DECIMALS;
  }
}

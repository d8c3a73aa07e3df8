package io.episodal.domain.recommendation.port.out;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Optional;

/**
 * Finds what users may like, by the rules of {@link io.episodal.domain.recommendation.Likeness},
 * from what was noted and related before.
 */
public interface Recommender {
  /** Most releases that a user may be recommended at one time. */
  int MOST = 100;

  /**
   * Notes what signed-in users watched, from at most {@code most} of the views that came since the
   * last time.
   *
   * @return whether there may be more
   */
  boolean noteWatched(int most);

  /**
   * Counts who took each of the next releases, in the order of ids.
   *
   * @param after the last release that was counted, empty to begin
   * @return the last of these, empty if none is left
   */
  Optional<ReleaseId> countTakers(Optional<ReleaseId> after, int most);

  /** Finds the releases that are most like each of the next ones; as {@link #countTakers}. */
  Optional<ReleaseId> relate(Optional<ReleaseId> after, int most);

  /** Chooses the most popular releases of each genre and franchise. */
  void choosePopular();

  /** What a user may like, the strongest first. */
  Page<Recommendation> page(UserId user, PageRequest request);
}

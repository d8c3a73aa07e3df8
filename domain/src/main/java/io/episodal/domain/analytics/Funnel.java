package io.episodal.domain.analytics;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the viewers of a release go from episode to episode. Immutable.
 *
 * @param steps a part of its episodes, by number
 * @param total how many episodes it has
 */
public record Funnel(ReleaseId release, String title, List<Step> steps, long total) {
  public Funnel {
    steps = List.copyOf(steps);
  }

  /**
   * One episode.
   *
   * @param viewers its different viewers of all time
   * @param completions its completed views, once per viewer and UTC day
   * @param fromPrevious how many signed-in viewers of the episode before watched this one as well;
   *     null for the first episode
   * @param retention the same as a share of the signed-in viewers of the episode before, 0 to 1;
   *     null for the first episode and after one that nobody watched signed in
   */
  public record Step(
      EpisodeId episode,
      int number,
      String title,
      long viewers,
      long completions,
      @Nullable Long fromPrevious,
      @Nullable Double retention) {}
}

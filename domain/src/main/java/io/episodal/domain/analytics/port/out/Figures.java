package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Figures in the store, kept up to date by background work. */
public interface Figures {

  /** All releases by views in a window, the most first. */
  Page<ReleaseFigures> mostViewed(Window window, long skip, int limit);

  /** These releases by views in a window, the most first. */
  Page<ReleaseFigures> of(Set<ReleaseId> releases, Window window, long skip, int limit);

  /**
   * The best releases of a window by a ranking, the best first; equal ones by views, then by id.
   */
  List<ReleaseFigures> top(Ranking ranking, Window window, long skip, int limit);

  /** Genres by views in a window, the most first. */
  List<GenreFigures> topGenres(Window window, long skip, int limit);

  /**
   * Counts anew the releases that were viewed, or whose views left a window, since the last call.
   *
   * @return how many releases were counted
   */
  long refreshCounts(Instant now);

  /** What the scores are made of, for every release that has views, votes or a score. */
  Map<ReleaseId, PopularityScore.Input> scoreInputs();

  /** Replaces the scores that differ. */
  void putScores(Map<ReleaseId, Double> scores);
}

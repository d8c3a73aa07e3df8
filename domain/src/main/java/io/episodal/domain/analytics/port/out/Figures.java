package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Figures in the store, kept up to date by background work. */
public interface Figures {

  /** How many releases there are to rank. */
  long releases();

  /** All releases by a ranking, the highest first; equal ones by id. */
  List<ReleaseFigures> ranked(Ranking ranking, Window window, long skip, int limit);

  /** The releases that follow one, as it was when it was read. */
  List<ReleaseFigures> rankedAfter(ReleaseFigures last, Ranking ranking, Window window, int limit);

  /** These releases by a ranking, the highest first; equal ones by id. */
  Page<ReleaseFigures> ranked(
      Set<ReleaseId> releases, Ranking ranking, Window window, long skip, int limit);

  /** How many genres there are to rank. */
  long genres();

  /** Genres by views in a window, the most first; equal ones by id. */
  List<GenreFigures> genres(Window window, long skip, int limit);

  /** The genres that follow one, as it was when it was read. */
  List<GenreFigures> genresAfter(GenreFigures last, Window window, int limit);

  /** What the scores are made of, for every release that has views, votes or a score. */
  Map<ReleaseId, PopularityScore.Input> scoreInputs();

  /** Replaces the scores that differ. */
  void putScores(Map<ReleaseId, Double> scores);
}

package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.TopFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.List;
import java.util.Set;

/** For reading figures. Thread-safe. */
public interface ReadAnalytics {

  /** All releases by a ranking, the highest first; equal ones by id. */
  Page<ReleaseFigures> ranked(Ranking ranking, Window window, long skip, int limit);

  /** These releases by a ranking, the highest first; unknown ones are left out. */
  Page<ReleaseFigures> ranked(
      Set<ReleaseId> releases, Ranking ranking, Window window, long skip, int limit);

  /**
   * The releases that follow one in a ranking. Who goes on from the last of each answer comes by
   * every release whose figures stay as they are meanwhile.
   */
  List<ReleaseFigures> rankedAfter(ReleaseFigures last, Ranking ranking, Window window, int limit);

  /** The top releases by a ranking, and the genres with the most views. */
  TopFigures top(Ranking ranking, Window window, long skip, int limit);

  /** All genres by views in a window, the most first; equal ones by id. */
  Page<GenreFigures> genres(Window window, long skip, int limit);

  /** The genres that follow one in the order of {@link #genres}. */
  List<GenreFigures> genresAfter(GenreFigures last, Window window, int limit);
}

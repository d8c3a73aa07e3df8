package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.TopFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.Set;

/** For reading figures. Thread-safe. */
public interface ReadAnalytics {

  /** The releases with the most views in a window, those without any at the end. */
  Page<ReleaseFigures> mostViewed(Window window, long skip, int limit);

  /** These releases, those with the most views first; unknown ones are left out. */
  Page<ReleaseFigures> viewsOf(Set<ReleaseId> releases, Window window, long skip, int limit);

  /** The top releases by a ranking, and the genres with the most views. */
  TopFigures top(Ranking ranking, Window window, long skip, int limit);
}

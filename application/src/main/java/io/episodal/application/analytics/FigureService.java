package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.TopFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.ReadAnalytics;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.Set;

/** Reads figures. */
final class FigureService implements ReadAnalytics {
  private final Engine engine;

  FigureService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Page<ReleaseFigures> mostViewed(Window window, long skip, int limit) {
    return engine.unitOfWork().read(tx -> tx.figures().mostViewed(window, skip, limit));
  }

  @Override
  public Page<ReleaseFigures> viewsOf(
      Set<ReleaseId> releases, Window window, long skip, int limit) {
    return engine.unitOfWork().read(tx -> tx.figures().of(releases, window, skip, limit));
  }

  @Override
  public TopFigures top(Ranking ranking, Window window, long skip, int limit) {
    return engine
        .unitOfWork()
        .read(tx ->
            new TopFigures(
                tx.figures().top(ranking, window, skip, limit),
                tx.figures().topGenres(window, skip, limit)));
  }
}

package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.TopFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.ReadAnalytics;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.List;
import java.util.Set;

/** Reads figures. */
final class FigureService implements ReadAnalytics {
  private final Engine engine;

  FigureService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Page<ReleaseFigures> ranked(Ranking ranking, Window window, long skip, int limit) {
    return engine
        .unitOfWork()
        .read(tx ->
            new Page<>(
                tx.figures().ranked(ranking, window, skip, limit), tx.figures().releases(), null));
  }

  @Override
  public Page<ReleaseFigures> ranked(
      Set<ReleaseId> releases, Ranking ranking, Window window, long skip, int limit) {
    return engine
        .unitOfWork()
        .read(tx -> tx.figures().ranked(releases, ranking, window, skip, limit));
  }

  @Override
  public List<ReleaseFigures> rankedAfter(
      ReleaseFigures last, Ranking ranking, Window window, int limit) {
    return engine.unitOfWork().read(tx -> tx.figures().rankedAfter(last, ranking, window, limit));
  }

  @Override
  public TopFigures top(Ranking ranking, Window window, long skip, int limit) {
    return engine
        .unitOfWork()
        .read(tx ->
            new TopFigures(
                tx.figures().ranked(ranking, window, skip, limit),
                tx.figures().genres(window, skip, limit)));
  }

  @Override
  public Page<GenreFigures> genres(Window window, long skip, int limit) {
    return engine
        .unitOfWork()
        .read(tx ->
            new Page<>(tx.figures().genres(window, skip, limit), tx.figures().genres(), null));
  }

  @Override
  public List<GenreFigures> genresAfter(GenreFigures last, Window window, int limit) {
    return engine.unitOfWork().read(tx -> tx.figures().genresAfter(last, window, limit));
  }
}

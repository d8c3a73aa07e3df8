package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.analytics.Analytics;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.transaction.Persistence;
import java.time.Duration;
import java.util.List;

/**
 * The conversations about views and figures, and their background work. Closing it answers the
 * views that wait to be recorded and refuses others.
 */
public final class AnalyticsFeature implements AutoCloseable {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule(RefreshCounts.KIND, Duration.ofSeconds(2)),
          new Schedule(RefreshScores.KIND, Duration.ofSeconds(30)),
          new Schedule(PrepareViewLog.KIND, Duration.ofHours(1)));

  private final ViewService views;
  private final Analytics conversations;

  private AnalyticsFeature(Engine engine, Persistence persistence, ViewPolicy policy) {
    views = new ViewService(engine, persistence, policy);
    conversations =
        new Analytics(
            views,
            new FigureService(engine),
            new ReleaseFigureService(engine),
            new RebuildService(engine),
            new SummaryService(engine, views));
  }

  public static AnalyticsFeature open(Engine engine, Persistence persistence, ViewPolicy policy) {
    return new AnalyticsFeature(engine, persistence, policy);
  }

  public Analytics conversations() {
    return conversations;
  }

  @Override
  public void close() {
    views.close();
  }

  public static List<JobHandler> handlers(Engine engine) {
    return List.of(
        new RefreshCounts(engine),
        new RefreshScores(engine),
        new PrepareViewLog(engine),
        new Rebuilding(engine));
  }
}

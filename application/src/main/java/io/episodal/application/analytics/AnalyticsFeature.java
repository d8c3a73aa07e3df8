package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.analytics.Analytics;
import io.episodal.domain.job.Schedule;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about views and figures, and their background work. */
public final class AnalyticsFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule(RefreshCounts.KIND, Duration.ofSeconds(2)),
          new Schedule(RefreshScores.KIND, Duration.ofSeconds(30)),
          new Schedule(PrepareViewLog.KIND, Duration.ofHours(12)));

  private AnalyticsFeature() {}

  public static Analytics create(Engine engine) {
    return new Analytics(new ViewService(engine), new FigureService(engine));
  }

  public static List<JobHandler> handlers(Engine engine) {
    return List.of(
        new RefreshCounts(engine), new RefreshScores(engine), new PrepareViewLog(engine));
  }
}

package io.episodal.application.operation;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.operation.port.in.WatchOperations;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about operations. */
public final class OperationFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(new Schedule(CleanOperations.KIND, Duration.ofDays(1)));

  private OperationFeature() {}

  public static WatchOperations create(Engine engine) {
    return new OperationService(engine);
  }

  /**
   * What does the background work.
   *
   * @param retention how long finished operations are kept
   */
  public static List<JobHandler> handlers(Engine engine, Duration retention) {
    return List.of(new CleanOperations(engine, retention));
  }
}

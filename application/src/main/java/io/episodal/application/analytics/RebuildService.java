package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.port.in.RebuildFigures;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.operation.OperationId;
import java.util.List;

/** Has figures made anew, at once or as a job. */
final class RebuildService implements RebuildFigures {
  private final Engine engine;

  RebuildService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public OperationId request(DayRange days) {
    return engine
        .unitOfWork()
        .write(tx -> {
          var operation = new OperationId(engine.ids().next());
          tx.operations().begin(operation, Rebuilding.KIND, operation.value(), engine.now());
          tx.jobs()
              .add(
                  List.of(
                      new NewJob(
                          new JobId(engine.ids().next()),
                          Rebuilding.KIND,
                          Rebuilding.payload(days),
                          operation)));
          engine.wakeAfter(tx);
          return operation;
        });
  }

  @Override
  public void rebuild(DayRange days) {
    engine.unitOfWork().run(tx -> Rebuilding.run(engine, tx, days));
  }
}

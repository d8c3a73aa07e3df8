package io.episodal.application.operation;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.Map;

/** Removes operations that finished long ago, a portion a step. */
final class CleanOperations implements JobHandler {
  static final String KIND = "clean_operations";

  private static final int MOST = 5_000;

  private final Engine engine;
  private final Duration retention;

  CleanOperations(Engine engine, Duration retention) {
    this.engine = engine;
    this.retention = retention;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var removed = tx.operations().removeFinished(engine.now().minus(retention), MOST);
    return removed < MOST ? Outcome.done() : Outcome.more(Map.of());
  }
}

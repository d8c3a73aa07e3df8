package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;

/** Counts the views that have come in. */
final class RefreshCounts implements JobHandler {
  static final String KIND = "refresh_counts";

  private final Engine engine;

  RefreshCounts(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    if (tx.rollUps().fold(engine.now()) > 0) {
      engine.evictAfter(tx, Tag.VIEWS);
    }
    return Outcome.done();
  }
}

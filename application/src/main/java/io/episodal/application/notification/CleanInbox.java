package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.Map;

/** Removes notifications that were read or deleted long ago, a lane a step. */
final class CleanInbox implements JobHandler {
  static final String KIND = "clean_inbox";

  private static final String LANE = "lane";

  private final Engine engine;
  private final Duration retention;

  CleanInbox(Engine engine, Duration retention) {
    this.engine = engine;
    this.retention = retention;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var lane = Integer.parseInt(job.payload().getOrDefault(LANE, "0"));
    tx.inbox().removeSettled(lane, engine.now().minus(retention));
    return lane + 1 == UserId.LANES
        ? Outcome.done()
        : Outcome.more(Map.of(LANE, String.valueOf(lane + 1)));
  }
}

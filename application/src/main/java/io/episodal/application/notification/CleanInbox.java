package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.application.job.LaneByLane;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;

/** Removes notifications that were read or deleted long ago, lane by lane. */
final class CleanInbox implements JobHandler {
  static final String KIND = "clean_inbox";

  /** Notifications that one step looks at. */
  private static final int MOST = 10_000;

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
    var before = engine.now().minus(retention);
    var place = LaneByLane.place(job);
    var rest = LaneByLane.after(place, tx.inbox().removeSettled(place, before, MOST).next());
    if (rest instanceof Outcome.Done) {
      tx.preferences().forgetEnded(before);
    }
    return rest;
  }
}

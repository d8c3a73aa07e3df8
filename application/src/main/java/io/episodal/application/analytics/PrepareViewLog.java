package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes room for the views to come, and forgets the salts of days that are over. */
final class PrepareViewLog implements JobHandler {
  static final String KIND = "prepare_view_log";

  private static final Duration BEHIND = Duration.ofDays(100);
  private static final Duration AHEAD = Duration.ofDays(70);

  private final Engine engine;

  PrepareViewLog(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var now = engine.now();
    tx.viewLog().preparePartitions(now.minus(BEHIND), now.plus(AHEAD));
    tx.viewLog().forgetSaltsBefore(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
    return Outcome.done();
  }
}

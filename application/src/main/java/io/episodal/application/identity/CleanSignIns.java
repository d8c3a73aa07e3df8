package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;

/** Removes refresh tokens that have expired and sign-ins that have no other, a portion a step. */
final class CleanSignIns implements JobHandler {
  static final String KIND = "clean_sign_ins";

  private static final int MOST = 2_000;

  private final Engine engine;

  CleanSignIns(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var removed = tx.refreshTokens().removeExpired(engine.now(), MOST);
    return removed < MOST ? Outcome.done() : Outcome.more(Map.of());
  }
}

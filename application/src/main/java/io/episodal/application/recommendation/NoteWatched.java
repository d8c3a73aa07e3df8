package io.episodal.application.recommendation;

import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;

/** Notes what signed-in users watched, so that it is not recommended to them any more. */
final class NoteWatched implements JobHandler {
  static final String KIND = "note_watched";

  private static final int MOST = 50_000;

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    return tx.recommender().noteWatched(MOST) ? Outcome.more(Map.of()) : Outcome.done();
  }
}

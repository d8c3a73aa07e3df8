package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.util.HashMap;

/** Scores all releases, since each score depends on the others. */
final class RefreshScores implements JobHandler {
  static final String KIND = "refresh_scores";

  private final Engine engine;

  RefreshScores(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var inputs = tx.figures().scoreInputs();
    var score = PopularityScore.among(inputs.values());
    var scores = new HashMap<ReleaseId, Double>();
    inputs.forEach((release, input) -> scores.put(release, score.of(input)));
    tx.figures().putScores(scores);
    engine.evictAfter(tx, Tag.RANKING);
    return Outcome.done();
  }
}

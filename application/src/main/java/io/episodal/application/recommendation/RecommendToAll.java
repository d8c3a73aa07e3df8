package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.application.job.LaneByLane;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.transaction.Transaction;

/**
 * Sends every user at most one recommendation, lane by lane; its job's payload is the checkpoint.
 */
final class RecommendToAll implements JobHandler {
  static final String KIND = "send_recommendations";

  /** Users of one step. */
  private static final int MOST = 200;

  private final Engine engine;
  private final DeliveryPolicy policy;

  RecommendToAll(Engine engine, DeliveryPolicy policy) {
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var place = LaneByLane.place(job);
    var sent = tx.recommendationPost().sendNext(place, policy, engine.ids(), MOST);
    if (sent.count() > 0) {
      tx.afterCommit(() -> engine.listener().usersNotified(sent.count()));
    }
    return LaneByLane.after(place, sent.next());
  }
}

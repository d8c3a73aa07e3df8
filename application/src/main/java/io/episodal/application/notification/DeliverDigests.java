package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;

/** Delivers digests to the users who have a slot for one again, lane by lane. */
final class DeliverDigests implements JobHandler {
  static final String KIND = "deliver_digests";

  private static final int MOST = 500;

  private final Engine engine;
  private final DeliveryPolicy policy;

  DeliverDigests(Engine engine, DeliveryPolicy policy) {
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var lanes = tx.fanOut().lanesWithDueDigests();
    if (lanes.isEmpty()) {
      return Outcome.done();
    }
    var users = tx.fanOut().deliverDigests(lanes.iterator().next(), policy, engine.ids(), MOST);
    if (users > 0) {
      tx.afterCommit(() -> engine.listener().digestsDelivered(users));
    }
    return Outcome.more(Map.of());
  }
}

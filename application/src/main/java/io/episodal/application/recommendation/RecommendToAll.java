package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends every user at most one recommendation, lane by lane; its job's payload is the checkpoint.
 */
final class RecommendToAll implements JobHandler {
  static final String KIND = "send_recommendations";

  private static final String LANE = "lane";
  private static final String USER = "user";

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
    var place = place(job);
    var sent = tx.recommendationPost().sendNext(place, policy, engine.ids(), MOST);
    if (sent.count() > 0) {
      tx.afterCommit(() -> engine.listener().usersNotified(sent.count()));
    }
    return sent.next()
        .or(() -> following(place.lane()))
        .map(next ->
            Outcome.more(
                Map.of(LANE, String.valueOf(next.lane()), USER, next.user().value().toString())))
        .orElseGet(Outcome::done);
  }

  private static Optional<LanePosition> following(int lane) {
    return lane + 1 == UserId.LANES ? Optional.empty() : Optional.of(LanePosition.before(lane + 1));
  }

  private static LanePosition place(Job job) {
    return job.payload().isEmpty()
        ? LanePosition.before(0)
        : new LanePosition(
            Integer.parseInt(job.value(LANE)), new UserId(UUID.fromString(job.value(USER))));
  }
}

package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Transaction;

/** Sends recommendations by hand. */
final class SendRecommendationsService implements SendRecommendations {
  private final Engine engine;
  private final DeliveryPolicy policy;

  SendRecommendationsService(Engine engine, DeliveryPolicy policy) {
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public Outcome send(UserId user, ReleaseId release, String reason) {
    var words = new Why.Words(reason);
    var id = new NotificationId(engine.ids().next());
    return engine
        .unitOfWork()
        .write(tx -> {
          var title =
              tx.releases()
                  .titleForUse(release)
                  .orElseThrow(() -> DomainException.invalid("release_id", "names no release"));
          var delivery =
              tx.recommendationPost()
                  .send(user, id, new Recommended(release, title, words), policy);
          if (delivery == Delivery.SENT) {
            tx.afterCommit(() -> engine.listener().usersNotified(1));
          }
          return new Outcome(id, delivery, record(tx, id, delivery));
        });
  }

  private OperationId record(Transaction tx, NotificationId id, Delivery delivery) {
    var operation = new OperationId(engine.ids().next());
    tx.operations().begin(operation, "send_recommendation", id.value(), engine.now());
    tx.operations().advance(operation, new Progress(1, 1, delivery == Delivery.SENT ? 1 : 0, 0, 0));
    return operation;
  }
}

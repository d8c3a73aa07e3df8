package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import io.episodal.domain.shared.DomainException;

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
              tx.recommendationPost().send(user, id, new Recommended(release, title, words), policy);
          if (delivery == Delivery.SENT) {
            tx.afterCommit(() -> engine.listener().usersNotified(1));
          }
          return new Outcome(id, delivery);
        });
  }
}

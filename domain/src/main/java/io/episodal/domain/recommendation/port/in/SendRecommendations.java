package io.episodal.domain.recommendation.port.in;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.recommendation.Delivery;

/** For recommending something to somebody by hand. Thread-safe. */
public interface SendRecommendations {

  /**
   * Recommends a release to a user; invalid if there is no such release or the reason is blank or
   * too long. It is not sent to who knows the release, has muted it or is at the limit.
   *
   * @param reason why, in words for the user
   */
  Outcome send(UserId user, ReleaseId release, String reason);

  /**
   * What became of it.
   *
   * @param id of the notification, if it was sent
   * @param operation shows the same, and how many were notified
   */
  record Outcome(NotificationId id, Delivery delivery, OperationId operation) {}
}

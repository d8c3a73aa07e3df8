package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryHistory;
import io.episodal.domain.notification.NotificationId;
import java.time.Duration;
import java.util.Optional;

/** What the store keeps about users and events, put together. */
public interface DeliveryHistories {
  /** Most notifications that a history has of what else the user was told. */
  int MOST_TOLD = 1_000;

  /**
   * The history of a user and an event, or of a notification of that user alone; empty if there is
   * no such thing.
   *
   * @param before how long before the event it begins with what else the user was told
   */
  Optional<DeliveryHistory> find(UserId user, NotificationId event, Duration before);
}

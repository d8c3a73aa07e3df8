package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.in.TraceNotifications;
import io.episodal.domain.shared.DomainException;

/** Finds out why users were told, or not, by the policy of today. */
final class TraceService implements TraceNotifications {
  private final Engine engine;
  private final DeliveryPolicy policy;

  TraceService(Engine engine, DeliveryPolicy policy) {
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public Trace trace(UserId user, NotificationId event) {
    return engine
        .unitOfWork()
        .read(tx -> tx.deliveryHistories().find(user, event, policy.window()))
        .map(history -> new Trace(user, event, history.type(), history.decisions(policy)))
        .orElseThrow(() -> DomainException.notFound("event"));
  }
}

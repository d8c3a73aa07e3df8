package io.episodal.application.subscription;

import io.episodal.application.engine.Engine;
import io.episodal.domain.subscription.port.in.ManageSubscriptions;

/** Makes the conversations about subscriptions. */
public final class SubscriptionFeature {
  private SubscriptionFeature() {}

  public static ManageSubscriptions create(Engine engine) {
    return new SubscriptionService(engine);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryDeliveryLimitTest extends DeliveryLimitContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryDeliveryHistoriesTest extends DeliveryHistoriesContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

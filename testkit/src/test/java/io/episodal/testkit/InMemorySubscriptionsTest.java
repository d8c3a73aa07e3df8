package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemorySubscriptionsTest extends SubscriptionsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

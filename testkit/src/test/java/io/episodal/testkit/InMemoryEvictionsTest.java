package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryEvictionsTest extends EvictionsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

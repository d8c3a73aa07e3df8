package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryUnitOfWorkTest extends UnitOfWorkContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

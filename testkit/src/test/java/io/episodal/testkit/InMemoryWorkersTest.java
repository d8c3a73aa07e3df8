package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryWorkersTest extends WorkersContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryOperationsTest extends OperationsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

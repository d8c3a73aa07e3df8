package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryViewLogTest extends ViewLogContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

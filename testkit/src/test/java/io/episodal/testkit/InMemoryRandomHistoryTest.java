package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRandomHistoryTest extends RandomHistoryContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

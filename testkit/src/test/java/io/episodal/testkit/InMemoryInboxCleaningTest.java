package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryInboxCleaningTest extends InboxCleaningContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

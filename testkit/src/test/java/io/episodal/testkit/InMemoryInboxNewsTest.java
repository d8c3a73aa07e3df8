package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryInboxNewsTest extends InboxNewsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

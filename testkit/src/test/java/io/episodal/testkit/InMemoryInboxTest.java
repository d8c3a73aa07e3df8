package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryInboxTest extends InboxContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

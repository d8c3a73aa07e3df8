package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryInboxRetractionTest extends InboxRetractionContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

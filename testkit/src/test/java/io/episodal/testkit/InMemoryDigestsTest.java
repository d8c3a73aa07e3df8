package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryDigestsTest extends DigestsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

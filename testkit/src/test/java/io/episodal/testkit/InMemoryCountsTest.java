package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryCountsTest extends CountsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryReleaseListsTest extends ReleaseListsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

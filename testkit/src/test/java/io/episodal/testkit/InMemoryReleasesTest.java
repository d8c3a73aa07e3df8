package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryReleasesTest extends ReleasesContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

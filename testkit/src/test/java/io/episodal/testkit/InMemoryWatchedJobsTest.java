package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryWatchedJobsTest extends WatchedJobsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

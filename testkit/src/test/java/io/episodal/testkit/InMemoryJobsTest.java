package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryJobsTest extends JobsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

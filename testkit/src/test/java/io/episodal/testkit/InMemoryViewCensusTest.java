package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryViewCensusTest extends ViewCensusContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

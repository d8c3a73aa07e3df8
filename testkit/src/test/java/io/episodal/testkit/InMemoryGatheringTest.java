package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryGatheringTest extends GatheringContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

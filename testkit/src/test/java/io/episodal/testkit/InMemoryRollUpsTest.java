package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRollUpsTest extends RollUpsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryFranchisesTest extends FranchisesContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

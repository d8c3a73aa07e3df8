package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemorySignalsTest extends SignalsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

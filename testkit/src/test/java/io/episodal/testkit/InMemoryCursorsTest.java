package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryCursorsTest extends CursorsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

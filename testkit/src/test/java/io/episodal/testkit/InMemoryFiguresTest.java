package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryFiguresTest extends FiguresContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

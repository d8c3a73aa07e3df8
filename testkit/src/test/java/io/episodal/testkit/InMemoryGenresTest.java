package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryGenresTest extends GenresContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

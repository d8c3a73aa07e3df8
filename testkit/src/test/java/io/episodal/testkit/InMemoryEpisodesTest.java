package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryEpisodesTest extends EpisodesContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRatingsTest extends RatingsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

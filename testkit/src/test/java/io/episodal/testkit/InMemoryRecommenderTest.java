package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRecommenderTest extends RecommenderContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

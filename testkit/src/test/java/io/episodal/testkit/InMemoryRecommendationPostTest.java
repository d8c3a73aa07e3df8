package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRecommendationPostTest extends RecommendationPostContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.RecommendationPostContract;
import io.episodal.testkit.SettableClock;

final class PostgresRecommendationPostTest extends RecommendationPostContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

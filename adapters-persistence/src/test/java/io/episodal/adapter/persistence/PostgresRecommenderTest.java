package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.RecommenderContract;
import io.episodal.testkit.SettableClock;

final class PostgresRecommenderTest extends RecommenderContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

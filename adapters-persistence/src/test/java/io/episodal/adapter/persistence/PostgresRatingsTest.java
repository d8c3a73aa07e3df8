package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.RatingsContract;
import io.episodal.testkit.SettableClock;

final class PostgresRatingsTest extends RatingsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

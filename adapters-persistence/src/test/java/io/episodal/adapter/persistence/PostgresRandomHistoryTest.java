package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.RandomHistoryContract;
import io.episodal.testkit.SettableClock;

final class PostgresRandomHistoryTest extends RandomHistoryContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

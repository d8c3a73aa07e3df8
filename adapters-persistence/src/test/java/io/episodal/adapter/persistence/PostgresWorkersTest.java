package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SettableClock;
import io.episodal.testkit.WorkersContract;

final class PostgresWorkersTest extends WorkersContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

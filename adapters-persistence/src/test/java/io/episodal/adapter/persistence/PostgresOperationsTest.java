package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.OperationsContract;
import io.episodal.testkit.SettableClock;

final class PostgresOperationsTest extends OperationsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

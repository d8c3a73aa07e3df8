package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.DigestsContract;
import io.episodal.testkit.SettableClock;

final class PostgresDigestsTest extends DigestsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

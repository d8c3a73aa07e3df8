package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.ReleaseListsContract;
import io.episodal.testkit.SettableClock;

final class PostgresReleaseListsTest extends ReleaseListsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

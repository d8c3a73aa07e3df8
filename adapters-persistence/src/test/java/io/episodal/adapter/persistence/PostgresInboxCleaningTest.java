package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.InboxCleaningContract;
import io.episodal.testkit.SettableClock;

final class PostgresInboxCleaningTest extends InboxCleaningContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

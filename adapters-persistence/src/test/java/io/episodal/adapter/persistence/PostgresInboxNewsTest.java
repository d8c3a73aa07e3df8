package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.InboxNewsContract;
import io.episodal.testkit.SettableClock;

final class PostgresInboxNewsTest extends InboxNewsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.InboxRetractionContract;
import io.episodal.testkit.SettableClock;

final class PostgresInboxRetractionTest extends InboxRetractionContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

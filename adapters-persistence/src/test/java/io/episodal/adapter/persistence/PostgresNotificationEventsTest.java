package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.NotificationEventsContract;
import io.episodal.testkit.SettableClock;

final class PostgresNotificationEventsTest extends NotificationEventsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryNotificationEventsTest extends NotificationEventsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

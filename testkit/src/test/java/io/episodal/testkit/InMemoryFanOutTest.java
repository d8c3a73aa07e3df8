package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryFanOutTest extends FanOutContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

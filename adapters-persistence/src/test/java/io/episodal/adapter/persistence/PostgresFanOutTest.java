package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.FanOutContract;
import io.episodal.testkit.SettableClock;

final class PostgresFanOutTest extends FanOutContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.CursorsContract;
import io.episodal.testkit.SettableClock;

final class PostgresCursorsTest extends CursorsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

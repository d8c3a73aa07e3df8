package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.GatheringContract;
import io.episodal.testkit.SettableClock;

final class GatheringThreadTest extends GatheringContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

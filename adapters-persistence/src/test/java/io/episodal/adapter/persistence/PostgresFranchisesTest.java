package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.FranchisesContract;
import io.episodal.testkit.SettableClock;

final class PostgresFranchisesTest extends FranchisesContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

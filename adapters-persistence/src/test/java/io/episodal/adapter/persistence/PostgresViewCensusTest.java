package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SettableClock;
import io.episodal.testkit.ViewCensusContract;

final class PostgresViewCensusTest extends ViewCensusContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.ReleasesContract;
import io.episodal.testkit.SettableClock;

final class PostgresReleasesTest extends ReleasesContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

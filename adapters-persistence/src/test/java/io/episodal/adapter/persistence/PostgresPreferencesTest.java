package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.PreferencesContract;
import io.episodal.testkit.SettableClock;

final class PostgresPreferencesTest extends PreferencesContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.AccountsContract;
import io.episodal.testkit.SettableClock;

final class PostgresAccountsTest extends AccountsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

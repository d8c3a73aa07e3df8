package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryAccountsTest extends AccountsContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryRefreshTokensTest extends RefreshTokensContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.RefreshTokensContract;
import io.episodal.testkit.SettableClock;

final class PostgresRefreshTokensTest extends RefreshTokensContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

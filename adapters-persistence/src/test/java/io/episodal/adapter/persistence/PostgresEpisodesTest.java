package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.EpisodesContract;
import io.episodal.testkit.SettableClock;

final class PostgresEpisodesTest extends EpisodesContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

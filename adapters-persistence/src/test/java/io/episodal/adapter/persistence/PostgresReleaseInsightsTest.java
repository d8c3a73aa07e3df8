package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.ReleaseInsightsContract;
import io.episodal.testkit.SettableClock;

final class PostgresReleaseInsightsTest extends ReleaseInsightsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

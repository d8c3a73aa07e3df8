package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.DeliveryHistoriesContract;
import io.episodal.testkit.SettableClock;

final class PostgresDeliveryHistoriesTest extends DeliveryHistoriesContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

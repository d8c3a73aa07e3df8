package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.DeliveryLimitContract;
import io.episodal.testkit.SettableClock;

final class PostgresDeliveryLimitTest extends DeliveryLimitContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

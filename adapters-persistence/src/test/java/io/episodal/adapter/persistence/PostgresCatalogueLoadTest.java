package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.CatalogueLoadContract;
import io.episodal.testkit.SettableClock;

final class PostgresCatalogueLoadTest extends CatalogueLoadContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryCatalogueLoadTest extends CatalogueLoadContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

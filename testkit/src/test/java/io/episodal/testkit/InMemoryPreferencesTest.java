package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryPreferencesTest extends PreferencesContract {

  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

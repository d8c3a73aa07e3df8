package io.episodal.testkit;

import io.episodal.domain.transaction.Persistence;

final class InMemoryReleaseInsightsTest extends ReleaseInsightsContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return new InMemoryPersistence(clock);
  }
}

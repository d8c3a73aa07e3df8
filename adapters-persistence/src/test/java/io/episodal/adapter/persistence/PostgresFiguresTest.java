package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.FiguresContract;
import io.episodal.testkit.SettableClock;

final class PostgresFiguresTest extends FiguresContract {
  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }
}

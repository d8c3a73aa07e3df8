package io.episodal.testkit;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever users, editors and time do in whatever order, nobody is told too often, nobody is told
 * twice, nobody is left out, and inboxes show what they should.
 */
public abstract class RandomHistoryContract extends OverflowContract {
  private static final int ACTIONS = 160;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsItsPromises(long seed) {
    var history = new RandomHistory(unitOfWork(), clock, ids, new Random(seed), overflow);
    try {
      for (int i = 0; i < ACTIONS; i++) {
        history.act();
      }
      history.end();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + " failed after: " + history, e);
    }
  }
}

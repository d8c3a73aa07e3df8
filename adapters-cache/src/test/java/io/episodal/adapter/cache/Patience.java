package io.episodal.adapter.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself. */
final class Patience {
  private static final Duration MOST = Duration.ofSeconds(30);

  private Patience() {}

  static void until(BooleanSupplier condition) {
    var begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - begun < MOST.toNanos(), "it has not come");
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}

package io.episodal.bootstrap;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes bring about. */
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Something that is so or not yet. */
  @FunctionalInterface
  interface Condition<E extends Exception> {
    boolean holds() throws E;
  }

  private Patience() {}

  /** Returns when the condition holds; fails when it does not for too long. */
  static <E extends Exception> void until(String what, Duration bound, Condition<E> condition)
      throws E {
    var deadline = System.nanoTime() + bound.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}

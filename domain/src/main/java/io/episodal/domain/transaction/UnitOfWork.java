package io.episodal.domain.transaction;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The only door to the repositories. Thread-safe. A store that does not answer is refused as
 * unavailable within its timeouts.
 */
public interface UnitOfWork {

  /**
   * Does all of {@code work} or none of it. It is committed when this returns and rolled back when
   * {@code work} throws. Deadlocks and serialisation failures are tried again a bounded number of
   * times, so {@code work} must have no other effects. A nested call is a programming error.
   */
  <T> T write(Function<Transaction, T> work);

  /**
   * As {@link #write}; unavailable also if the store keeps the work waiting for one of its answers
   * for longer than this. What it was asked last may then be done all the same.
   */
  default <T> T writeWithin(Duration longestSilence, Function<Transaction, T> work) {
    return write(work);
  }

  /** Reads; every statement sees what was committed before it began. */
  <T> T read(Function<Transaction, T> work);

  /** As {@link #write}, without an answer. */
  default void run(Consumer<Transaction> work) {
    write(tx -> {
      work.accept(tx);
      return true;
    });
  }
}

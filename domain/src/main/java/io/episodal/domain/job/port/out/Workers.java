package io.episodal.domain.job.port.out;

import java.util.function.BooleanSupplier;

/** Threads that do background work. */
public interface Workers extends AutoCloseable {

  /**
   * Lets {@code count} threads call {@code step} until closed: at once again while it answers true,
   * else after a pause that {@link #wake} ends early. What a step throws is for the step to handle.
   */
  void start(int count, BooleanSupplier step);

  /** Tells waiting threads of this process that there may be work. Thread-safe. */
  void wake();

  /** Lets steps under way end, within a bound, and ends the threads. */
  @Override
  void close();
}

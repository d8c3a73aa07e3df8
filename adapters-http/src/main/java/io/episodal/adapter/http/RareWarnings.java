package io.episodal.adapter.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Warns in one line, at most once in five seconds; the next line says how many were left out.
 * Thread-safe.
 */
final class RareWarnings {
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private final AtomicLong next;
  private final AtomicLong leftOut = new AtomicLong();

  RareWarnings(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  void warn(String line) {
    var now = nanoTime.getAsLong();
    var due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + PAUSE_NANOS)) {
      leftOut.incrementAndGet();
      return;
    }
    var others = leftOut.getAndSet(0);
    log.accept(others == 0 ? line : line + " (and " + others + " times before)");
  }
}

package io.episodal.adapter.cache;

import io.episodal.domain.shared.port.out.Listener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether Redis is asked at all. The first failure opens it, for everybody at once; only a complete
 * exchange with Redis closes it. Thread-safe.
 */
final class RedisBreaker {
  private enum Told {
    NOTHING,
    LOST,
    REGAINED
  }

  private final Listener listener;
  private final LongAdder failures = new LongAdder();
  private final AtomicReference<Told> told = new AtomicReference<>(Told.NOTHING);
  private volatile Optional<Contact> contact = Optional.empty();
  private volatile long informedAt = System.nanoTime() - LayeredAnswerCache.TRUST.toNanos();

  RedisBreaker(Listener listener) {
    this.listener = listener;
  }

  /** How Redis can be asked; empty while it is cut off. */
  Optional<Contact> contact() {
    return contact;
  }

  /** Whether all evictions are known but those of the last second. */
  boolean vouches() {
    return System.nanoTime() - informedAt < LayeredAnswerCache.TRUST.toNanos();
  }

  long failures() {
    return failures.sum();
  }

  void open(Throwable cause) {
    contact = Optional.empty();
    failures.increment();
    if (told.getAndSet(Told.LOST) != Told.LOST) {
      listener.sharedCacheLost(cause);
    }
  }

  /** Something did not work that Redis itself is not to blame for. */
  void count() {
    failures.increment();
  }

  void close(Contact complete) {
    contact = Optional.of(complete);
    informedAt = complete.at();
    if (told.getAndSet(Told.REGAINED) != Told.REGAINED) {
      listener.sharedCacheRegained();
    }
  }

  /**
   * The last exchange.
   *
   * @param millis what Redis's clock said
   * @param at when it began, by {@link System#nanoTime}
   */
  record Contact(RedisLink link, long millis, long at) {
    /** What Redis's clock says now. */
    long now() {
      return millis + (System.nanoTime() - at) / 1_000_000;
    }
  }
}

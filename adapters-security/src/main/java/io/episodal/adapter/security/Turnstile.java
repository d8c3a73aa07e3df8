package io.episodal.adapter.security;

import io.episodal.domain.shared.DomainError.Unavailable;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few callers at a time do what costs much memory; the others wait their turn, and are
 * refused as unavailable when it does not come in time. Thread-safe.
 */
final class Turnstile {
  private static final int PASSWORDS_AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Semaphore permits;
  private final Duration longestWait;

  Turnstile(int atOnce, Duration longestWait) {
    this.permits = new Semaphore(atOnce, true);
    this.longestWait = longestWait;
  }

  static Turnstile ofPasswords() {
    return new Turnstile(PASSWORDS_AT_ONCE, LONGEST_WAIT);
  }

  <T> T pass(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private void enter() {
    try {
      if (permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new DomainException(
        new Unavailable("too many sign-ins at once; try again in a moment", Duration.ofSeconds(1)));
  }
}

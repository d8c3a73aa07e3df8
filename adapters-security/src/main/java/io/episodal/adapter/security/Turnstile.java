package io.episodal.adapter.security;

import io.episodal.domain.shared.DomainError.Unavailable;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does what costs much memory for a few callers at a time; some others wait their turn. They are
 * refused as unavailable when it does not come in time, and the rest at once: each who waits is a
 * request in flight, and those must not all be here. Thread-safe.
 *
 * <p>The work is done by platform threads: a virtual thread that computes leaves its carrier to
 * nobody, and as many of them as there are processors would stop every other request.
 */
final class Turnstile {
  private static final int PASSWORDS_AT_ONCE = 2;
  private static final int MOST_WAITING = 32;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

  private final Semaphore places;
  private final Semaphore permits;
  private final Duration longestWait;
  private final ThreadPoolExecutor threads;

  Turnstile(int atOnce, int mostWaiting, Duration longestWait) {
    this.places = new Semaphore(atOnce + mostWaiting);
    this.permits = new Semaphore(atOnce, true);
    this.longestWait = longestWait;
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("turnstile-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  static Turnstile ofPasswords() {
    return new Turnstile(PASSWORDS_AT_ONCE, MOST_WAITING, LONGEST_WAIT);
  }

  <T> T pass(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw unavailable();
    }
    try {
      if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw unavailable();
      }
      return done(work);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable();
    } finally {
      places.release();
    }
  }

  /** Who is interrupted leaves, but work that was begun keeps its place until it ends. */
  private <T> T done(Supplier<T> work) throws InterruptedException {
    var task =
        new FutureTask<>(() -> {
          try {
            return work.get();
          } finally {
            permits.release();
          }
        });
    threads.execute(task);
    try {
      return task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the work failed", failed.getCause());
    }
  }

  private static DomainException unavailable() {
    return new DomainException(
        new Unavailable("too many sign-ins at once; try again in a moment", Duration.ofSeconds(1)));
  }
}

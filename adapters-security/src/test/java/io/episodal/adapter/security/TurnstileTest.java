package io.episodal.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.DomainError.Unavailable;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TurnstileTest {

  @Test
  void letsExactlyItsNumberInAtOnce() {
    var turnstile = new Turnstile(2, 38, Duration.ofSeconds(20));
    var pair = new CyclicBarrier(2);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var passed = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var caller = 0; caller < 40; caller++) {
        callers.execute(() ->
            turnstile.pass(() -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              meet(pair);
              inside.decrementAndGet();
              return passed.incrementAndGet();
            }));
      }
    }
    assertEquals(40, passed.get());
    assertEquals(2, most.get());
  }

  @Test
  void refusesWhoWaitsTooLong() throws InterruptedException {
    var turnstile = new Turnstile(1, 1, Duration.ofMillis(20));
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var first = Thread.ofVirtual().start(() -> turnstile.pass(() -> holdUntil(entered, leave)));
    assertTrue(entered.await(10, TimeUnit.SECONDS));

    var refusal = assertThrows(DomainException.class, () -> turnstile.pass(() -> "second"));
    assertInstanceOf(Unavailable.class, refusal.error());

    leave.countDown();
    first.join();
    assertEquals("third", turnstile.pass(() -> "third"));
  }

  @Test
  void refusesAtOnceWhenEnoughWait() throws InterruptedException {
    var turnstile = new Turnstile(1, 2, Duration.ofMinutes(1));
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var first = Thread.ofVirtual().start(() -> turnstile.pass(() -> holdUntil(entered, leave)));
    assertTrue(entered.await(10, TimeUnit.SECONDS));
    var passed = new AtomicInteger();
    var refused = new CountDownLatch(8);
    var others = new ArrayList<Thread>();
    for (var caller = 0; caller < 10; caller++) {
      others.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  turnstile.pass(passed::incrementAndGet);
                } catch (DomainException full) {
                  var error = assertInstanceOf(Unavailable.class, full.error());
                  assertEquals(Duration.ofSeconds(1), error.retryAfter());
                  refused.countDown();
                }
              }));
    }
    assertTrue(refused.await(10, TimeUnit.SECONDS), "they wait");
    assertEquals(0, passed.get());

    leave.countDown();
    first.join();
    for (var other : others) {
      other.join();
    }
    assertEquals(2, passed.get());
    assertEquals("later", turnstile.pass(() -> "later"));
  }

  @Test
  void makesRoomWhenTheWorkFails() {
    var turnstile = new Turnstile(1, 1, Duration.ofMillis(20));
    assertThrows(
        IllegalStateException.class,
        () ->
            turnstile.pass(() -> {
              throw new IllegalStateException("failed");
            }));
    assertEquals("next", turnstile.pass(() -> "next"));
  }

  /** Else two of them would hold both processors of a small machine against all other requests. */
  @Test
  void doesTheWorkOnPlatformThreads() throws InterruptedException {
    var turnstile = new Turnstile(1, 1, Duration.ofSeconds(20));
    var worker = new AtomicReference<Thread>();
    var caller = Thread.ofVirtual().start(() -> worker.set(turnstile.pass(Thread::currentThread)));
    caller.join();

    var thread = Objects.requireNonNull(worker.get());
    assertFalse(thread.isVirtual());
    assertTrue(thread.isDaemon());
  }

  @Test
  void refusesWhoIsInterruptedAndKeepsTheInterrupt() throws InterruptedException {
    var turnstile = new Turnstile(1, 1, Duration.ofSeconds(20));
    var outcome = new AtomicInteger();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              assertThrows(DomainException.class, () -> turnstile.pass(() -> "never"));
              outcome.set(Thread.currentThread().isInterrupted() ? 1 : 2);
            });
    thread.join();
    assertEquals(1, outcome.get());
  }

  private static boolean holdUntil(CountDownLatch entered, CountDownLatch leave) {
    entered.countDown();
    try {
      return leave.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void meet(CyclicBarrier pair) {
    try {
      pair.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException(alone);
    }
  }
}

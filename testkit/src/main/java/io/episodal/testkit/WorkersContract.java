package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads step while there is work, look for it now and then, and end when they are told to. */
@Timeout(60)
public abstract class WorkersContract extends PersistenceContract {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void stepWhileThereIsWorkAndWhenWoken() throws Exception {
    var left = new AtomicInteger(5);
    var first = new CountDownLatch(5);
    var second = new CountDownLatch(8);
    try (var workers = store().workers()) {
      workers.start(
          2,
          () -> {
            if (left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
              return false;
            }
            first.countDown();
            second.countDown();
            return true;
          });
      await(first);

      left.set(3);
      workers.wake();

      await(second);
    }
  }

  /** Other nodes make work too, of which nobody tells this one. */
  @Test
  void lookForWorkThoughNobodyWakesThem() throws Exception {
    var looks = new CountDownLatch(3);
    try (var workers = store().workers()) {
      workers.start(
          1,
          () -> {
            looks.countDown();
            return false;
          });

      await(looks);
    }
  }

  /** Each waits in its step for the others, so that fewer would never come on. */
  @Test
  void stepOnAsManyThreadsAsTheyWereStartedWith() throws Exception {
    var inStep = new CountDownLatch(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (var workers = store().workers()) {
      workers.start(
          3,
          () -> {
            threads.add(Thread.currentThread());
            inStep.countDown();
            awaitQuietly(inStep);
            return false;
          });

      await(inStep);
    }
    assertEquals(3, threads.size());
  }

  @Test
  void closingLetsStepsUnderWayEndAndEndsTheThreads() throws Exception {
    var begun = new CountDownLatch(2);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicInteger();
    var endedWhenClosed = new AtomicInteger();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    var workers = store().workers();
    workers.start(
        2,
        () -> {
          threads.add(Thread.currentThread());
          begun.countDown();
          awaitQuietly(mayEnd);
          ended.incrementAndGet();
          return true;
        });
    await(begun);

    var closing =
        Thread.ofPlatform()
            .start(() -> {
              workers.close();
              endedWhenClosed.set(ended.get());
            });
    awaitUntilItWaits(closing);
    mayEnd.countDown();

    assertTrue(closing.join(Duration.ofSeconds(PATIENCE_SECONDS)));
    assertTrue(endedWhenClosed.get() >= 2, () -> "only " + endedWhenClosed + " steps had ended");
    threads.forEach(thread -> assertFalse(thread.isAlive(), thread::getName));
  }

  @Test
  void canBeWokenBeforeTheyStartAndAfterTheyEnd() throws Exception {
    var stepped = new CountDownLatch(1);
    var workers = store().workers();

    workers.wake();
    workers.start(
        1,
        () -> {
          stepped.countDown();
          return false;
        });
    await(stepped);
    workers.close();

    workers.wake();
  }

  @Test
  void canBeClosedThoughTheyWereNeverStarted() {
    store().workers().close();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** If it does not wait but ends, the test sees that nothing had ended by then. */
  private static void awaitUntilItWaits(Thread thread) {
    while (thread.getState() == Thread.State.RUNNABLE && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  /** Whoever is interrupted has not been waited for, which the test sees by what it left undone. */
  private static void awaitQuietly(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a step was interrupted", e);
    }
  }
}

package io.episodal.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FetchedKeysTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Algorithm KEY = Algorithm.HMAC256("any algorithm does in this test");

  @Test
  void oldKeysAreFetchedAsideAndServedMeanwhile() throws Exception {
    var fetches = new Semaphore(0);
    var answers = new Semaphore(1);
    var keys =
        new FetchedKeys(
            "test",
            () -> {
              fetches.release();
              answers.acquireUninterruptibly();
              return Map.of("one", KEY);
            });
    assertEquals(Optional.of(KEY), keys.key("one", NOW));
    assertTrue(fetches.tryAcquire());

    var later = NOW.plus(FetchedKeys.FRESH);
    assertEquals(Optional.of(KEY), keys.key("one", later));
    assertTrue(fetches.tryAcquire(20, TimeUnit.SECONDS), "nobody fetched them again");
    assertEquals(Optional.of(KEY), keys.key("one", later.plusSeconds(1)));
    answers.release();
  }

  @Test
  void tokensOfUnknownKeysCauseOneFetchInAPause() {
    var fetches = new AtomicInteger();
    var keys =
        new FetchedKeys(
            "test",
            () -> {
              fetches.incrementAndGet();
              throw new IOException("down");
            });
    for (var token = 0; token < 1_000; token++) {
      assertEquals(Optional.empty(), keys.key("key " + token, NOW.plusMillis(token)));
    }
    assertEquals(1, fetches.get());
    assertEquals(Optional.empty(), keys.key("key", NOW.plus(FetchedKeys.PAUSE)));
    assertEquals(2, fetches.get());
    assertEquals(Optional.empty(), keys.key("key", NOW.minusSeconds(1)));
    assertEquals(3, fetches.get(), "a clock that was set back stops nothing");
  }

  @Test
  void whoComesDuringTheFirstFetchWaitsForIt() throws Exception {
    var begun = new CountDownLatch(1);
    var published = new CountDownLatch(1);
    var fetches = new AtomicInteger();
    var keys =
        new FetchedKeys(
            "test",
            () -> {
              fetches.incrementAndGet();
              begun.countDown();
              await(published);
              return Map.of("one", KEY);
            });
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> keys.key("one", NOW));
      await(begun);
      var second = callers.submit(() -> keys.key("one", NOW));
      published.countDown();
      assertEquals(Optional.of(KEY), first.get());
      assertEquals(Optional.of(KEY), second.get());
    }
    assertEquals(1, fetches.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

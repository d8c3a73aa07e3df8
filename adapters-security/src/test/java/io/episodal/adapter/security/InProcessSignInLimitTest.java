package io.episodal.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.FailureAllowance;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.shared.DomainError.Unavailable;
import io.episodal.domain.shared.DomainException;
import io.episodal.testkit.SignInLimitContract;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InProcessSignInLimitTest extends SignInLimitContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final FailureAllowance THREE = new FailureAllowance(3, Duration.ofMinutes(1));
  private static final FailureAllowance ONE = new FailureAllowance(1, Duration.ofMinutes(1));

  @Override
  protected SignInLimit limit(FailureAllowance ofAccount, FailureAllowance ofOrigin) {
    return new InProcessSignInLimit(ofAccount, ofOrigin);
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    var counts = new FailureCounts(THREE, 2);
    for (var key : new String[] {"a", "b", "a", "c"}) {
      counts.begin(key, NOW);
      counts.end(key, true, NOW);
    }
    assertEquals(2, counts.size());
    fillUp(counts, "a", 1);
    fillUp(counts, "c", 2);
  }

  @Test
  void refusesAtOnceWhenEnoughWait() throws InterruptedException {
    var limit = new InProcessSignInLimit(ONE, THREE);
    var guess = new SignInLimit.Guess("fern", "a");
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var refused = new CountDownLatch(16);
    var right = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.execute(() -> limit.allows(guess, NOW, () -> holdUntil(entered, leave)));
      assertTrue(entered.await(10, TimeUnit.SECONDS));
      for (var caller = 0; caller < 80; caller++) {
        callers.execute(() -> {
          try {
            limit.allows(guess, NOW, () -> right.incrementAndGet() > 0);
          } catch (DomainException full) {
            assertInstanceOf(Unavailable.class, full.error());
            refused.countDown();
          }
        });
      }
      assertTrue(refused.await(4, TimeUnit.SECONDS), "they wait");
      assertEquals(0, right.get());
      leave.countDown();
    }
    assertEquals(64, right.get());
  }

  @Test
  void aRightGuessLeavesNothingBehind() {
    var counts = new FailureCounts(THREE, 2);
    counts.begin("a", NOW);
    counts.end("a", false, NOW);
    assertEquals(0, counts.size());
  }

  private static boolean holdUntil(CountDownLatch entered, CountDownLatch leave) {
    entered.countDown();
    try {
      return leave.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Fails as often as is still allowed. */
  private static void fillUp(FailureCounts counts, String key, int allowed) {
    for (var failure = 0; failure < allowed; failure++) {
      assertTrue(counts.hasRoom(key, NOW));
      counts.begin(key, NOW);
      counts.end(key, true, NOW);
    }
    assertFalse(counts.hasRoom(key, NOW));
  }
}

package io.episodal.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.FailureAllowance;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.identity.port.out.SignInLimit.Guess;
import io.episodal.domain.shared.DomainError.RateLimited;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class InProcessSignInLimitTest {
  private static final int RACERS = 40;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final FailureAllowance THREE = new FailureAllowance(3, Duration.ofMinutes(1));
  private static final FailureAllowance FIVE = new FailureAllowance(5, Duration.ofSeconds(10));

  private final SignInLimit limit = new InProcessSignInLimit(THREE, FIVE);

  @Test
  void refusesAfterTooManyFailuresForAnAccount() {
    fail("fern@example.org", "a", 2);
    fail("Fern@Example.Org", "b", 1);

    var refused = refusal("fern@example.org", "c", NOW);
    assertEquals(Duration.ofMinutes(1), refused.retryAfter());
    assertTrue(limit.allows(new Guess("stark@example.org", "a"), NOW, () -> true));
    assertTrue(succeeds("fern@example.org", NOW.plusSeconds(60)));
  }

  @Test
  void refusesAfterTooManyFailuresFromAnOrigin() {
    for (var account = 0; account < 5; account++) {
      fail("viewer" + account, "a", 1);
    }

    assertEquals(Duration.ofSeconds(10), refusal("another", "a", NOW).retryAfter());
    assertTrue(limit.allows(new Guess("another", "b"), NOW, () -> true));
  }

  @Test
  void whatIsRefusedIsNotLookedAtAndDoesNotCount() {
    fail("fern", "a", 3);
    for (var guess = 0; guess < 100; guess++) {
      refusal("fern", "b", NOW.plusSeconds(59));
    }
    assertTrue(succeeds("fern", NOW.plusSeconds(60)));
  }

  @Test
  void rightGuessesCostNothing() {
    for (var guess = 0; guess < 100; guess++) {
      assertTrue(succeeds("fern", NOW));
    }
    fail("fern", "a", 3);
  }

  @Test
  void failuresOfUnknownOriginCountForTheAccountAlone() {
    for (var account = 0; account < 100; account++) {
      fail("viewer" + account, "", 1);
    }
    assertTrue(limit.allows(new Guess("another", ""), NOW, () -> true));
  }

  @Test
  void aGuessThatCannotBeComparedCostsNothing() {
    for (var guess = 0; guess < 10; guess++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              limit.allows(
                  new Guess("fern", "a"),
                  NOW,
                  () -> {
                    throw new IllegalStateException("busy");
                  }));
    }
    assertTrue(succeeds("fern", NOW));
  }

  @Test
  void ofRacingWrongGuessesExactlyTheAllowedOnesAreLookedAt() throws Exception {
    var compared = new AtomicInteger();
    var outcomes =
        race(() -> {
          try {
            return limit.allows(
                new Guess("fern", "a"),
                NOW,
                () -> {
                  compared.incrementAndGet();
                  return false;
                });
          } catch (DomainException refused) {
            assertInstanceOf(RateLimited.class, refused.error());
            return true;
          }
        });

    assertEquals(3, compared.get());
    assertEquals(3, Collections.frequency(outcomes, false));
  }

  @Test
  void racingRightGuessesAllSucceed() throws Exception {
    var outcomes = race(() -> succeeds("fern", NOW));
    assertEquals(RACERS, Collections.frequency(outcomes, true));
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
  void aRightGuessLeavesNothingBehind() {
    var counts = new FailureCounts(THREE, 2);
    counts.begin("a", NOW);
    counts.end("a", false, NOW);
    assertEquals(0, counts.size());
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

  private static List<Boolean> race(Callable<Boolean> guess) throws Exception {
    var start = new CyclicBarrier(RACERS);
    var running = new ArrayList<Future<Boolean>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var caller = 0; caller < RACERS; caller++) {
        running.add(
            callers.submit(() -> {
              start.await(10, TimeUnit.SECONDS);
              return guess.call();
            }));
      }
    }
    var outcomes = new ArrayList<Boolean>();
    for (var outcome : running) {
      outcomes.add(outcome.get());
    }
    return outcomes;
  }

  private boolean succeeds(String email, Instant now) {
    return limit.allows(new Guess(email, "z"), now, () -> true);
  }

  private void fail(String email, String origin, int times) {
    for (var guess = 0; guess < times; guess++) {
      assertFalse(limit.allows(new Guess(email, origin), NOW, () -> false));
    }
  }

  private RateLimited refusal(String email, String origin, Instant now) {
    var refused =
        assertThrows(
            DomainException.class,
            () ->
                limit.allows(
                    new Guess(email, origin),
                    now,
                    () -> {
                      throw new AssertionError("it was looked at");
                    }));
    return assertInstanceOf(RateLimited.class, refused.error());
  }
}

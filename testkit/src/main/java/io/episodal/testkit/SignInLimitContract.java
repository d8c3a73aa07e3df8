package io.episodal.testkit;

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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Wrong guesses are allowed so many times, for an account and from an origin; right ones always.
 */
@Timeout(60)
public abstract class SignInLimitContract {
  private static final int RACERS = 40;
  private static final FailureAllowance OF_ACCOUNT = new FailureAllowance(3, Duration.ofMinutes(1));
  private static final FailureAllowance OF_ORIGIN = new FailureAllowance(5, Duration.ofSeconds(10));

  private final Instant now = new SettableClock().instant();
  private SignInLimit limit;

  /** A limit that has seen no guess yet. */
  protected abstract SignInLimit limit(FailureAllowance ofAccount, FailureAllowance ofOrigin);

  @BeforeEach
  void makeLimit() {
    limit = limit(OF_ACCOUNT, OF_ORIGIN);
  }

  @Test
  void refusesAfterTooManyFailuresForAnAccount() {
    fail("fern@example.org", "a", 2);
    fail("Fern@Example.Org", "b", 1);

    var refused = refusal("fern@example.org", "c", now);
    assertEquals(Duration.ofMinutes(1), refused.retryAfter());
    assertTrue(limit.allows(new Guess("stark@example.org", "a"), now, () -> true));
    assertTrue(succeeds("fern@example.org", now.plusSeconds(60)));
  }

  @Test
  void refusesAfterTooManyFailuresFromAnOrigin() {
    for (var account = 0; account < 5; account++) {
      fail("viewer" + account, "a", 1);
    }

    assertEquals(Duration.ofSeconds(10), refusal("another", "a", now).retryAfter());
    assertTrue(limit.allows(new Guess("another", "b"), now, () -> true));
  }

  @Test
  void whatIsRefusedIsNotLookedAtAndDoesNotCount() {
    fail("fern", "a", 3);
    for (var guess = 0; guess < 100; guess++) {
      refusal("fern", "b", now.plusSeconds(59));
    }
    assertTrue(succeeds("fern", now.plusSeconds(60)));
  }

  @Test
  void rightGuessesCostNothing() {
    for (var guess = 0; guess < 100; guess++) {
      assertTrue(succeeds("fern", now));
    }
    fail("fern", "a", 3);
  }

  @Test
  void failuresOfUnknownOriginCountForTheAccountAlone() {
    for (var account = 0; account < 100; account++) {
      fail("viewer" + account, "", 1);
    }
    assertTrue(limit.allows(new Guess("another", ""), now, () -> true));
  }

  @Test
  void aGuessThatCannotBeComparedCostsNothing() {
    for (var guess = 0; guess < 10; guess++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              limit.allows(
                  new Guess("fern", "a"),
                  now,
                  () -> {
                    throw new IllegalStateException("busy");
                  }));
    }
    assertTrue(succeeds("fern", now));
  }

  @Test
  void ofRacingWrongGuessesExactlyTheAllowedOnesAreLookedAt() {
    var compared = new AtomicInteger();
    var outcomes =
        race(() -> {
          try {
            return limit.allows(
                new Guess("fern", "a"),
                now,
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
  void racingRightGuessesAllSucceed() {
    assertEquals(RACERS, Collections.frequency(race(() -> succeeds("fern", now)), true));
  }

  private static List<Boolean> race(Callable<Boolean> guess) {
    return Race.of(RACERS, thread -> guess);
  }

  private boolean succeeds(String email, Instant at) {
    return limit.allows(new Guess(email, "z"), at, () -> true);
  }

  private void fail(String email, String origin, int times) {
    for (var guess = 0; guess < times; guess++) {
      assertFalse(limit.allows(new Guess(email, origin), now, () -> false));
    }
  }

  private RateLimited refusal(String email, String origin, Instant at) {
    var refused =
        assertThrows(
            DomainException.class,
            () ->
                limit.allows(
                    new Guess(email, origin),
                    at,
                    () -> {
                      throw new AssertionError("it was looked at");
                    }));
    return assertInstanceOf(RateLimited.class, refused.error());
  }
}

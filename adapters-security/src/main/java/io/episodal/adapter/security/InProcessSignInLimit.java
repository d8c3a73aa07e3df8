package io.episodal.adapter.security;

import io.episodal.domain.identity.FailureAllowance;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.shared.DomainError.RateLimited;
import io.episodal.domain.shared.DomainError.Unavailable;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Counts wrong guesses of this process, exactly: as many are compared at once as would be allowed
 * if all were wrong, some others wait for their outcome. Right ones cost nothing. Thread-safe.
 */
final class InProcessSignInLimit implements SignInLimit {
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_WAITING = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition guessEnded = lock.newCondition();
  private final FailureCounts accounts;
  private final FailureCounts origins;
  private int waiting;

  InProcessSignInLimit(FailureAllowance ofAccount, FailureAllowance ofOrigin) {
    accounts = new FailureCounts(ofAccount, MOST_KEYS);
    origins = new FailureCounts(ofOrigin, MOST_KEYS);
  }

  @Override
  public boolean allows(Guess guess, Instant now, BooleanSupplier isRight) {
    var account = guess.email().toLowerCase(Locale.ROOT);
    begin(account, guess.origin(), now);
    var failed = false;
    try {
      failed = !isRight.getAsBoolean();
      return !failed;
    } finally {
      end(account, guess.origin(), failed, now);
    }
  }

  private void begin(String account, String origin, Instant now) {
    lock.lock();
    try {
      requireAllowance(account, origin, now);
      if (!hasRoom(account, origin, now)) {
        awaitRoom(account, origin, now);
      }
      accounts.begin(account, now);
      if (!origin.isEmpty()) {
        origins.begin(origin, now);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw tooMany();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(String account, String origin, Instant now) {
    return accounts.hasRoom(account, now) && (origin.isEmpty() || origins.hasRoom(origin, now));
  }

  private void awaitRoom(String account, String origin, Instant now) throws InterruptedException {
    if (waiting == MOST_WAITING) {
      throw tooMany();
    }
    waiting++;
    try {
      var patience = LONGEST_WAIT.toNanos();
      do {
        if (patience <= 0) {
          throw tooMany();
        }
        patience = guessEnded.awaitNanos(patience);
        requireAllowance(account, origin, now);
      } while (!hasRoom(account, origin, now));
    } finally {
      waiting--;
    }
  }

  private void requireAllowance(String account, String origin, Instant now) {
    var ofAccount = accounts.untilNext(account, now);
    var ofOrigin = origin.isEmpty() ? Duration.ZERO : origins.untilNext(origin, now);
    var wait = ofAccount.compareTo(ofOrigin) > 0 ? ofAccount : ofOrigin;
    if (wait.isPositive()) {
      throw new DomainException(
          new RateLimited("too many failed sign-ins; try again in a moment", wait));
    }
  }

  private void end(String account, String origin, boolean failed, Instant now) {
    lock.lock();
    try {
      accounts.end(account, failed, now);
      if (!origin.isEmpty()) {
        origins.end(origin, failed, now);
      }
      guessEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static DomainException tooMany() {
    return new DomainException(
        new Unavailable("too many sign-ins at once; try again in a moment", Duration.ofSeconds(1)));
  }
}

package io.episodal.domain.identity.port.out;

import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Slows down whoever guesses passwords. Thread-safe. */
@FunctionalInterface
public interface SignInLimit {

  /**
   * Whether a guess is right. It is not even looked at, but refused as rate-limited, while there
   * were too many wrong ones for the same account or from the same origin.
   *
   * @param isRight compares the password, which takes a while
   * @throws DomainException rate-limited, or unavailable if too many guesses wait for their turn
   */
  boolean allows(Guess guess, Instant now, BooleanSupplier isRight);

  /**
   * An attempt to prove who one is.
   *
   * @param email the address of an account, which need not exist
   * @param origin from where it comes, such as a network address; empty if nobody knows
   */
  record Guess(String email, String origin) {
    private static final int LONGEST = 254;

    /** No address of an account is longer, so what is cut off makes no difference. */
    public Guess {
      email = email.length() > LONGEST ? email.substring(0, LONGEST) : email;
      origin = origin.length() > LONGEST ? origin.substring(0, LONGEST) : origin;
    }
  }
}

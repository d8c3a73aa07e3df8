package io.episodal.domain.shared;

import io.episodal.domain.shared.DomainError.Conflict;
import io.episodal.domain.shared.DomainError.Forbidden;
import io.episodal.domain.shared.DomainError.Invalid;
import io.episodal.domain.shared.DomainError.NotFound;
import io.episodal.domain.shared.DomainError.Unauthenticated;
import io.episodal.domain.shared.DomainError.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Carries a {@link DomainError} to whoever answers the caller; the only exception of the domain.
 */
public final class DomainException extends RuntimeException {
  private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(1);

  private final transient DomainError error;

  /** Carries an error that none of the factories makes. */
  public DomainException(DomainError error) {
    this(error, null);
  }

  @SuppressWarnings("NullAway") // RuntimeException takes a null cause
  private DomainException(DomainError error, @org.jspecify.annotations.Nullable Throwable cause) {
    super(error.detail(), cause);
    this.error = error;
  }

  /**
   * There is no such thing.
   *
   * @param what the missing thing, such as {@code release}, as the sentence begins with it
   */
  public static DomainException notFound(String what) {
    return new DomainException(new NotFound(what + " not found"));
  }

  /**
   * It contradicts what is there.
   *
   * @param detail what is in the way, in a sentence
   */
  public static DomainException conflict(String detail) {
    return new DomainException(new Conflict(detail));
  }

  /**
   * The caller may not do it.
   *
   * @param detail what may not be done, in a sentence
   */
  public static DomainException forbidden(String detail) {
    return new DomainException(new Forbidden(detail));
  }

  /**
   * Nobody is signed in by these credentials.
   *
   * @param detail what is wrong with the credentials, without telling which part
   */
  public static DomainException unauthenticated(String detail) {
    return new DomainException(new Unauthenticated(detail));
  }

  /**
   * The input has faults.
   *
   * @param violations all faults of the input, at least one
   */
  public static DomainException invalid(List<Violation> violations) {
    return new DomainException(new Invalid(violations));
  }

  /** One fault of the input, at the member that has it. */
  public static DomainException invalid(String member, String detail) {
    return invalid(List.of(new Violation(member, detail)));
  }

  /** The store did not answer; {@code cause} is for the log, never for the caller. */
  public static DomainException unavailable(String detail, Throwable cause) {
    return new DomainException(new Unavailable(detail, UNAVAILABLE_RETRY), cause);
  }

  /** There is more to do than is accepted at once. */
  public static DomainException overloaded(String detail) {
    return new DomainException(new Unavailable(detail, UNAVAILABLE_RETRY));
  }

  /** The way of refusal, for a {@code switch}. */
  public DomainError error() {
    return Objects.requireNonNull(error, "a domain exception is not meant to be serialised");
  }
}

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

  public DomainException(DomainError error) {
    this(error, null);
  }

  @SuppressWarnings("NullAway") // RuntimeException takes a null cause
  private DomainException(DomainError error, @org.jspecify.annotations.Nullable Throwable cause) {
    super(error.detail(), cause);
    this.error = error;
  }

  public static DomainException notFound(String what) {
    return new DomainException(new NotFound(what + " not found"));
  }

  public static DomainException conflict(String detail) {
    return new DomainException(new Conflict(detail));
  }

  public static DomainException forbidden(String detail) {
    return new DomainException(new Forbidden(detail));
  }

  public static DomainException unauthenticated(String detail) {
    return new DomainException(new Unauthenticated(detail));
  }

  public static DomainException invalid(List<Violation> violations) {
    return new DomainException(new Invalid(violations));
  }

  public static DomainException invalid(String member, String detail) {
    return invalid(List.of(new Violation(member, detail)));
  }

  /** The store did not answer; {@code cause} is for the log, never for the caller. */
  public static DomainException unavailable(String detail, Throwable cause) {
    return new DomainException(new Unavailable(detail, UNAVAILABLE_RETRY), cause);
  }

  public DomainError error() {
    return Objects.requireNonNull(error, "a domain exception is not meant to be serialised");
  }
}

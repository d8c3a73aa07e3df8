package io.episodal.domain.shared;

import java.time.Duration;
import java.util.List;

/** The ways in which a use case refuses. Immutable. */
public sealed interface DomainError {

  /** What happened and what to do about it, in a sentence for a person. */
  String detail();

  /** The named thing does not exist, or is hidden. */
  record NotFound(String detail) implements DomainError {}

  /** The request contradicts the present state, such as a name that is taken. */
  record Conflict(String detail) implements DomainError {}

  /** The caller is known and may not do this. */
  record Forbidden(String detail) implements DomainError {}

  /** The caller is not known: no, wrong or expired credentials. */
  record Unauthenticated(String detail) implements DomainError {}

  /** The input is well-formed and breaks rules; all faults are named. */
  record Invalid(List<Violation> violations) implements DomainError {
    public Invalid {
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("an invalid input has at least one violation");
      }
      violations = List.copyOf(violations);
    }

    @Override
    public String detail() {
      var first = violations.getFirst();
      var more = violations.size() - 1;
      var subject = first.member().isEmpty() ? "" : first.member() + ": ";
      return subject
          + first.detail()
          + (more == 0
              ? ""
              : more == 1 ? " (and 1 more fault)" : " (and " + more + " more faults)");
    }
  }

  /** The caller asked too often. */
  record RateLimited(String detail, Duration retryAfter) implements DomainError {}

  /** The engine cannot answer now: its store is away or overloaded. */
  record Unavailable(String detail, Duration retryAfter) implements DomainError {}
}

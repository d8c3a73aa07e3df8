package io.episodal.adapter.http;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the faults of one input, so that one answer names all of them. Not thread-safe. */
final class Faults {
  private final Fault.Place place;
  private final List<Violation> wrongTypes = new ArrayList<>();
  private final List<Violation> invalid = new ArrayList<>();

  Faults(Fault.Place place) {
    this.place = place;
  }

  /** The member is of another JSON type than the contract says. */
  void wrongType(String member, String detail) {
    wrongTypes.add(new Violation(member, detail));
  }

  /** The member is of the right type and breaks a rule. */
  void invalid(String member, String detail) {
    invalid.add(new Violation(member, detail));
  }

  /** Adds what the domain finds wrong with members in which nothing was found so far. */
  void merge(DomainError.Invalid error) {
    invalid.addAll(error.violations().stream().filter(this::isNews).toList());
  }

  /** What {@code making} makes of the input, which it may refuse; the faults of both are kept. */
  <T> T build(Supplier<T> making) {
    try {
      var made = making.get();
      throwIfAny();
      return made;
    } catch (DomainException e) {
      if (!(e.error() instanceof DomainError.Invalid error)) {
        throw e;
      }
      merge(error);
      throw refusal();
    }
  }

  void throwIfAny() {
    if (!wrongTypes.isEmpty() || !invalid.isEmpty()) {
      throw refusal();
    }
  }

  private boolean isNews(Violation violation) {
    return wrongTypes.stream().noneMatch(known -> overlap(known.member(), violation.member()))
        && invalid.stream().noneMatch(known -> overlap(known.member(), violation.member()));
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
  }

  private Refusal refusal() {
    return wrongTypes.isEmpty()
        ? Refusal.naming(ProblemKind.INVALID, place, invalid)
        : Refusal.naming(ProblemKind.MALFORMED, place, wrongTypes);
  }
}

package io.episodal.adapter.http;

import io.episodal.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem of the HTTP layer's own making. */
final class Refusal extends RuntimeException {
  private static final int MOST_FAULTS = 100;

  private final ProblemKind kind;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers;

  private Refusal(
      ProblemKind kind, String detail, List<Fault> faults, Map<String, String> headers) {
    super(detail, null, false, false);
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.headers = Map.copyOf(headers);
  }

  static Refusal of(ProblemKind kind, String detail) {
    return new Refusal(kind, detail, List.of(), Map.of());
  }

  static Refusal malformed(String detail) {
    return of(ProblemKind.MALFORMED, detail);
  }

  /** A refusal after which the connection is closed, because its input was not read to the end. */
  static Refusal closing(ProblemKind kind, String detail) {
    return of(kind, detail).andClosing();
  }

  static Refusal busy(String detail) {
    return new Refusal(ProblemKind.UNAVAILABLE, detail, List.of(), Map.of("Retry-After", "1"));
  }

  /** Names every fault, or the first hundred of very many. */
  static Refusal naming(ProblemKind kind, Fault.Place place, List<Violation> violations) {
    var faults =
        violations.stream().limit(MOST_FAULTS).map(fault -> Fault.of(place, fault)).toList();
    return new Refusal(kind, summary(violations), faults, Map.of());
  }

  static Refusal invalid(Fault.Place place, String member, String detail) {
    return naming(ProblemKind.INVALID, place, List.of(new Violation(member, detail)));
  }

  /** The same, and the connection is closed behind it. */
  Refusal andClosing() {
    var more = new HashMap<>(headers);
    more.put("Connection", "close");
    return new Refusal(kind, detail(), faults, more);
  }

  ProblemKind kind() {
    return kind;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  List<Fault> faults() {
    return faults;
  }

  Map<String, String> headers() {
    return headers;
  }

  private static String summary(List<Violation> violations) {
    var first = violations.getFirst();
    var more = violations.size() - 1;
    var subject = first.member().isEmpty() ? "" : WellFormed.of(first.member()) + ": ";
    var rest =
        more == 0 ? "" : more == 1 ? " (and 1 more fault)" : " (and " + more + " more faults)";
    return subject + WellFormed.of(first.detail()) + rest;
  }
}

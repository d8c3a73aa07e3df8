package io.episodal.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.episodal.domain.shared.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a request, as a problem lists it. Immutable.
 *
 * @param pointer where in the body (RFC 6901), null for a parameter
 * @param parameter which parameter of query or path, null for a place in the body
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Fault(@Nullable String pointer, @Nullable String parameter, String detail) {

  /** What an input was given in. */
  enum Place {
    BODY,
    PARAMETERS
  }

  static Fault of(Place place, Violation violation) {
    var member = WellFormed.of(violation.member());
    var detail = WellFormed.of(violation.detail());
    return switch (place) {
      case BODY -> new Fault(member.isEmpty() ? "" : "/" + member, null, detail);
      case PARAMETERS -> new Fault(null, member, detail);
    };
  }
}

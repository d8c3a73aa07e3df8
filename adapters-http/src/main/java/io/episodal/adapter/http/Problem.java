package io.episodal.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as callers see it: the document of RFC 9457. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable List<Fault> errors) {

  static Problem of(ProblemKind kind, int status, String detail, String path) {
    return new Problem(kind.type(), kind.title(), status, WellFormed.of(detail), uriOf(path), null);
  }

  static Problem of(Refusal refusal, String path) {
    var kind = refusal.kind();
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        refusal.detail(),
        uriOf(path),
        refusal.faults().isEmpty() ? null : refusal.faults());
  }

  /** A path as it was sent, made a URI reference where it was none. */
  private static String uriOf(String path) {
    var uri = new StringBuilder(path.length());
    for (var octet : WellFormed.of(path).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7F && "\"<>\\^`{|}#?[]".indexOf(octet) < 0) {
        uri.append((char) octet);
      } else {
        uri.append("%%%02X".formatted(octet));
      }
    }
    return uri.toString();
  }
}

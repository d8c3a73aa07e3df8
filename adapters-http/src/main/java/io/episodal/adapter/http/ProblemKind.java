package io.episodal.adapter.http;

import java.util.Locale;

/** The kinds of problem that clients can tell apart, as {@code type} names them. */
enum ProblemKind {
  MALFORMED(400, "Malformed request"),
  UNAUTHENTICATED(401, "Not signed in"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "Request timed out"),
  CONFLICT(409, "Conflict"),
  BODY_TOO_LARGE(413, "Body too large"),
  URI_TOO_LONG(414, "URI too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  INVALID(422, "Invalid input"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "Headers too large"),
  INTERNAL(500, "Server error"),
  UNAVAILABLE(503, "Unavailable");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The URI that names this kind. */
  String type() {
    return "urn:episodal:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind for a status that the server software chose. */
  static ProblemKind ofStatus(int status) {
    for (var kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status < 500 ? MALFORMED : INTERNAL;
  }
}

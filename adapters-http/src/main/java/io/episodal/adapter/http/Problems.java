package io.episodal.adapter.http;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what ended a request into the problem that its caller is told of. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** When the store is away every request fails alike, and one line in a while says it all. */
  private static final RareWarnings UNAVAILABLE = new RareWarnings(LOG::warn, System::nanoTime);

  private Problems() {}

  /**
   * The answer to a request that failed.
   *
   * @param place what the request's input was given in
   * @param path the path as it was sent
   */
  static Answer answer(Exception failure, Fault.Place place, String path, String requestId) {
    return switch (failure) {
      case Refusal refusal -> answer(refusal, path);
      case DomainException refused -> answer(refused, place, path);
      case MethodNotAllowedResponse refused ->
          plain(ProblemKind.METHOD_NOT_ALLOWED, "The path does not take this method", path)
              .with("Allow", String.join(", ", refused.getDetails().values()));
      case HttpResponseException refused -> {
        var kind = ProblemKind.ofStatus(refused.getStatus());
        yield plain(
            kind,
            kind == ProblemKind.NOT_FOUND ? "There is nothing at this path" : kind.title(),
            path);
      }
      default -> {
        LOG.error("Request {} for {} failed", requestId, WellFormed.of(path), failure);
        yield internal(requestId, path);
      }
    };
  }

  /** The answer to a request whose failure only the log explains. */
  static Answer internal(String requestId, String path) {
    var detail = "The server failed to answer; its log explains request " + requestId;
    return plain(ProblemKind.INTERNAL, detail, path);
  }

  /** A problem of the server software, by the status that it chose. */
  static Answer ofStatus(int status, String path) {
    var kind = ProblemKind.ofStatus(status);
    var detail =
        switch (kind) {
          case MALFORMED -> "The request line, path or headers are not valid HTTP";
          case NOT_FOUND -> "There is nothing at this path";
          case URI_TOO_LONG, HEADERS_TOO_LARGE ->
              "The request line and headers must have at most " + WebServer.HEADER_BYTES + " bytes";
          case REQUEST_TIMEOUT -> "The request did not arrive in time";
          case UNAVAILABLE -> "The server is stopping; try again";
          case INTERNAL -> "The server failed to answer";
          case UNAUTHENTICATED,
              FORBIDDEN,
              METHOD_NOT_ALLOWED,
              NOT_ACCEPTABLE,
              CONFLICT,
              BODY_TOO_LARGE,
              UNSUPPORTED_MEDIA_TYPE,
              INVALID,
              RATE_LIMITED ->
              kind.title();
        };
    var answer = answer(Problem.of(kind, status, detail, path));
    return kind == ProblemKind.UNAVAILABLE ? answer.with("Retry-After", "1") : answer;
  }

  private static Answer answer(Refusal refusal, String path) {
    var answer = answer(Problem.of(refusal, path));
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static Answer answer(DomainException refused, Fault.Place place, String path) {
    var error = refused.error();
    return switch (error) {
      case DomainError.NotFound(var detail) -> plain(ProblemKind.NOT_FOUND, detail, path);
      case DomainError.Conflict(var detail) -> plain(ProblemKind.CONFLICT, detail, path);
      case DomainError.Forbidden(var detail) -> plain(ProblemKind.FORBIDDEN, detail, path);
      case DomainError.Unauthenticated(var detail) ->
          plain(ProblemKind.UNAUTHENTICATED, detail, path).with("WWW-Authenticate", "Bearer");
      case DomainError.Invalid(var violations) ->
          answer(Refusal.naming(ProblemKind.INVALID, place, violations), path);
      case DomainError.RateLimited(var detail, var retryAfter) ->
          plain(ProblemKind.RATE_LIMITED, detail, path).with("Retry-After", seconds(retryAfter));
      case DomainError.Unavailable(var detail, var retryAfter) -> {
        UNAVAILABLE.warn(detail + ": " + innermost(refused));
        yield plain(ProblemKind.UNAVAILABLE, detail, path).with("Retry-After", seconds(retryAfter));
      }
    };
  }

  private static Answer plain(ProblemKind kind, String detail, String path) {
    return answer(Problem.of(kind, kind.status(), detail, path));
  }

  private static Answer answer(Problem problem) {
    return new Answer(
        problem.status(),
        Answer.PROBLEM,
        Body.of(Json.bytes(problem)),
        Answer.Caching.NEVER,
        Map.of());
  }

  private static String innermost(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  private static String seconds(Duration duration) {
    var begun = duration.toMillis() + 999;
    return String.valueOf(Math.max(1, begun / 1000));
  }
}

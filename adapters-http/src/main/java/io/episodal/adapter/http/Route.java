package io.episodal.adapter.http;

import io.javalin.http.HandlerType;
import java.util.List;

/**
 * A method and path with what answers it. Immutable.
 *
 * @param path a template such as {@code /api/v1/releases/{id}}
 * @param mostBytes longest body that is read, 0 if none is
 */
record Route(
    HandlerType method, String path, Access access, Kind kind, int mostBytes, Endpoint endpoint) {
  /** Longest body of most routes, in bytes. */
  static final int USUAL_BODY = 1 << 20;

  /** What a route is for. */
  enum Kind {
    /** Answers JSON and counts against the limit of requests in flight. */
    API,
    /** Answers JSON or rows, as its caller likes, and counts against the limit too. */
    TABLE,
    /** Answers JSON even under overload. */
    PROBE,
    /** Answers a stream of events. */
    STREAM,
    /** Answers text even under overload. */
    METRICS,
    /** Answers files. */
    PAGE
  }

  static Route get(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, access, Kind.API, 0, endpoint);
  }

  static Route table(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, access, Kind.TABLE, 0, endpoint);
  }

  static Route post(String path, Access access, Endpoint endpoint) {
    return post(path, access, USUAL_BODY, endpoint);
  }

  static Route post(String path, Access access, int mostBytes, Endpoint endpoint) {
    return new Route(HandlerType.POST, path, access, Kind.API, mostBytes, endpoint);
  }

  /** A POST whose path says everything. */
  static Route trigger(String path, Access access, Endpoint endpoint) {
    return post(path, access, 0, endpoint);
  }

  static Route put(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.PUT, path, access, Kind.API, USUAL_BODY, endpoint);
  }

  static Route patch(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.PATCH, path, access, Kind.API, USUAL_BODY, endpoint);
  }

  static Route delete(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.DELETE, path, access, Kind.API, 0, endpoint);
  }

  static Route probe(String path, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, Access.PUBLIC, Kind.PROBE, 0, endpoint);
  }

  static Route metrics(String path, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, Access.PUBLIC, Kind.METRICS, 0, endpoint);
  }

  static Route stream(String path, Access access, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, access, Kind.STREAM, 0, endpoint);
  }

  static Route page(String path, Endpoint endpoint) {
    return new Route(HandlerType.GET, path, Access.PUBLIC, Kind.PAGE, 0, endpoint);
  }

  /** What its callers can choose from by {@code Accept}; none if it answers what it has. */
  List<Format> formats() {
    return switch (kind) {
      case API, PROBE -> Format.ALONE;
      case TABLE -> Format.ALL;
      case STREAM, METRICS, PAGE -> List.of();
    };
  }

  /** Whether it answers events as they come. */
  boolean streams() {
    return kind == Kind.STREAM;
  }

  /** Whether it is answered however many requests are being handled. */
  boolean answersUnderOverload() {
    return switch (kind) {
      case PROBE, METRICS -> true;
      case API, TABLE, STREAM, PAGE -> false;
    };
  }

  boolean readsBody() {
    return mostBytes > 0;
  }
}

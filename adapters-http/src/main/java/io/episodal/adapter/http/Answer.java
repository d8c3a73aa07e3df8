package io.episodal.adapter.http;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. Immutable.
 *
 * @param type media type of the body, null without one
 */
record Answer(
    int status, @Nullable String type, Body body, Caching caching, Map<String, String> headers)
    implements Response {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  /** Asks proxies such as nginx to pass on each part of the body as it comes. */
  private static final String UNBUFFERED = "X-Accel-Buffering";

  /** What answers for everybody depend on. */
  static final String VARY = "Accept, Accept-Encoding";

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final Body NOTHING = Body.of(new byte[0]);

  /** Who may keep an answer, and how long without asking again. */
  enum Caching {
    /** Nobody: it is one person's. */
    PRIVATE("private, no-store", false),
    /** Nobody: it is of this moment. */
    NEVER("no-store", false),
    /** Everybody who asks each time whether it has changed. */
    REVALIDATED("public, no-cache", true),
    /** Everybody, for some seconds. */
    BRIEF("public, max-age=5", true);

    private final String directive;
    private final boolean tagged;

    Caching(String directive, boolean tagged) {
      this.directive = directive;
      this.tagged = tagged;
    }

    /** What {@code Cache-Control} says. */
    String directive() {
      return directive;
    }
  }

  static Answer json(int status, Object body) {
    return new Answer(status, JSON, Body.of(Json.bytes(body)), Caching.PRIVATE, Map.of());
  }

  static Answer ok(Object body) {
    return json(OK, body);
  }

  /** A new resource, at a path. */
  static Answer created(String location, Object body) {
    return json(CREATED, body).with("Location", location);
  }

  static Answer accepted(Object body) {
    return json(ACCEPTED, body);
  }

  static Answer noContent() {
    return new Answer(NO_CONTENT, null, NOTHING, Caching.PRIVATE, Map.of());
  }

  /** The head of a stream whose body somebody else writes, if it is wanted at all. */
  static Answer stream(@Nullable String type) {
    return new Answer(OK, type, NOTHING, Caching.PRIVATE, Map.of()).with(UNBUFFERED, "no");
  }

  /** Bytes that are the same for everybody. */
  static Answer shared(String type, Body body, Caching caching) {
    return new Answer(OK, type, body, caching, Map.of());
  }

  /** A public reading of the catalogue. */
  static Answer reading(Object body) {
    return shared(JSON, Body.of(Json.bytes(body)), Caching.REVALIDATED);
  }

  Answer with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, caching, Map.copyOf(more));
  }

  Answer with(Caching other) {
    return new Answer(status, type, body, other, headers);
  }

  @Override
  public int bytesHeld() {
    return body.bytes().length();
  }

  /** Sends it, or only that nothing has changed if the caller has the same bytes already. */
  @Override
  public void writeTo(Context context) {
    headers.forEach(context::header);
    context.header("Cache-Control", caching.directive);
    var unchanged = caching.tagged && isKnownTo(context);
    context.status(unchanged ? NOT_MODIFIED : status);
    context.res().setContentType(null);
    if (type != null && !unchanged) {
      context.res().setContentType(type);
      send(type, context);
    }
  }

  private void send(String mediaType, Context context) {
    var zipped =
        Compression.isAccepted(context.header("Accept-Encoding")) ? body.zipped(mediaType) : null;
    if (zipped != null) {
      context.header("Content-Encoding", "gzip");
    }
    var sent = zipped == null ? body.bytes() : zipped;
    context.res().setContentLength(sent.length());
    context.result(sent.stream());
  }

  private boolean isKnownTo(Context context) {
    var tag = body.tag();
    context.res().addHeader("Vary", VARY);
    context.header("ETag", tag.toString());
    return tag.matches(context.header("If-None-Match"));
  }
}

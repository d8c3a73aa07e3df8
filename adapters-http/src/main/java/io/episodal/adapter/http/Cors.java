package io.episodal.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read answers (the CORS protocol of the Fetch standard). Without
 * credentials of the browser's own: tokens come in a header that the page itself sets. Immutable.
 */
final class Cors {
  private static final String ANY = "*";
  private static final String EXPOSED =
      "ETag, Episodal-View-Flag, Location, Retry-After, X-Request-Id";
  private static final String ACCEPTED =
      "Authorization, Content-Type, If-None-Match, Last-Event-ID, X-Request-Id, traceparent";
  private static final String MAX_AGE_SECONDS = "7200";

  private final Set<String> origins;

  /** For these origins, or for all if {@code *} is one of them; for none if there is none. */
  Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /**
   * What an answer says to a page of this origin; caches must tell origins apart, if it matters.
   */
  Map<String, String> headers(@Nullable String origin) {
    if (origins.isEmpty()) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    if (!origins.contains(ANY)) {
      headers.put("Vary", "Origin");
    }
    if (allows(origin)) {
      headers.put("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
      headers.put("Access-Control-Expose-Headers", EXPOSED);
    }
    return headers;
  }

  /**
   * What the answer to OPTIONS says beyond that if the browser asks on behalf of a page.
   *
   * @param wanted the method that the page wants to use, if it is the browser that asks
   * @param methods those that the path takes
   */
  Map<String, String> permissions(
      @Nullable String origin, @Nullable String wanted, String methods) {
    return wanted == null || !allows(origin)
        ? Map.of()
        : Map.of(
            "Access-Control-Allow-Methods", methods,
            "Access-Control-Allow-Headers", ACCEPTED,
            "Access-Control-Max-Age", MAX_AGE_SECONDS);
  }

  private boolean allows(@Nullable String origin) {
    return origin != null && (origins.contains(ANY) || origins.contains(origin));
  }
}

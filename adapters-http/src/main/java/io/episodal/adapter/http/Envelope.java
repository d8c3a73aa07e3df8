package io.episodal.adapter.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * What every request and answer carry, whatever they are about: names for the log and headers.
 * Thread-safe.
 */
final class Envelope {
  static final String REQUEST_ID = "X-Request-Id";
  static final String ORIGIN = "Origin";
  static final String NO_SNIFFING = "X-Content-Type-Options";

  private static final String REQUEST_ID_IN_LOG = "requestId";
  private static final String TRACE_ID_IN_LOG = "traceId";
  private static final String TRACE_PARENT = "traceparent";
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private final RequestIds requestIds;
  private final Cors cors;

  Envelope(RequestIds requestIds, Cors cors) {
    this.requestIds = requestIds;
    this.cors = cors;
  }

  void open(Context context) {
    close();
    var requestId = requestIds.orNext(context.header(REQUEST_ID));
    MDC.put(REQUEST_ID_IN_LOG, requestId);
    context.header(REQUEST_ID, requestId).header(NO_SNIFFING, "nosniff");
    cors.headers(context.header(ORIGIN)).forEach(context::header);
    var parent = context.header(TRACE_PARENT);
    var trace = TRACE.matcher(parent == null ? "" : parent);
    if (parent != null && trace.matches()) {
      MDC.put(TRACE_ID_IN_LOG, trace.group(1));
      context.header(TRACE_PARENT, parent);
    }
  }

  void close() {
    MDC.remove(REQUEST_ID_IN_LOG);
    MDC.remove(TRACE_ID_IN_LOG);
  }

  /** The id of the request that is being answered. */
  static String requestId(Context context) {
    return String.valueOf(context.res().getHeader(REQUEST_ID));
  }
}

package io.episodal.adapter.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes the errors that Jetty finds before or behind our routes as problems too. Thread-safe. */
final class JettyProblems extends ErrorHandler {
  /** What Jetty puts for a path that it could not read. */
  private static final String UNREADABLE_PATH = "/badMessage";

  private final RequestIds requestIds;
  private final Cors cors;
  private final Meters meters;

  JettyProblems(RequestIds requestIds, Cors cors, Meters meters) {
    this.requestIds = requestIds;
    this.cors = cors;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e
            ? e.getCode()
            : response.getStatus();
    meters.refused(status);
    var answer = Problems.ofStatus(status, pathOf(request));
    var headers = response.getHeaders();
    response.setStatus(answer.status());
    answer.headers().forEach(headers::put);
    cors.headers(request.getHeaders().get(HttpHeader.ORIGIN)).forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, Answer.PROBLEM);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(Envelope.NO_SNIFFING, "nosniff");
    headers.put(
        Envelope.REQUEST_ID, requestIds.orNext(request.getHeaders().get(Envelope.REQUEST_ID)));
    response.write(true, answer.body().bytes().buffer(), callback);
    return true;
  }

  private static String pathOf(Request request) {
    var uri = request.getHttpURI();
    var path = uri == null ? null : uri.getPath();
    return path == null || path.equals(UNREADABLE_PATH) ? "/" : path;
  }
}

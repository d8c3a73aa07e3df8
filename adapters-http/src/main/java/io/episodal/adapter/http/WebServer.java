package io.episodal.adapter.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin on Jetty, set up for a list of routes: limits, timeouts, errors, compression. */
final class WebServer {
  /** Most bytes of a request line with its headers. */
  static final int HEADER_BYTES = 16 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
  private static final int PLATFORM_THREADS = 32;
  private static final int COMPRESSED_FROM = 1024;
  private static final int GZIP_LEVEL = 6;

  private final Gate gate;
  private final RequestIds requestIds = new RequestIds();
  private final Envelope envelope = new Envelope(requestIds);

  private WebServer(Gate gate) {
    this.gate = gate;
  }

  /** A server that does not listen yet. */
  static Javalin of(List<Route> routes, Gate gate, String host, int port) {
    var server = new WebServer(gate);
    return Javalin.create(config -> {
      configureJetty(config, server.requestIds, host, port);
      configureHttp(config);
      server.configureRoutes(config, routes);
    });
  }

  private static void configureJetty(
      JavalinConfig config, RequestIds requestIds, String host, int port) {
    var problems = new JettyProblems(requestIds);
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(WebServer::configure);
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    config.jetty.modifyServletContextHandler(context -> {
      context.setErrorHandler(problems);
      context.getMimeTypes().addAssumed(Answer.PROBLEM, StandardCharsets.UTF_8.name());
    });
    config.jetty.modifyServer(server -> {
      server.setErrorHandler(problems);
      server.setStopTimeout(STOP_TIMEOUT.toMillis());
      server.insertHandler(new GracefulHandler());
    });
  }

  /** Few platform threads for Jetty's own loops; requests are handled on virtual ones. */
  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(PLATFORM_THREADS);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    return threads;
  }

  private static void configure(HttpConfiguration http) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.addCustomizer((request, headers) -> withoutMeaningless(request));
  }

  /** Javalin opens sessions for web sockets and lets a header change the method; here none can. */
  private static Request withoutMeaningless(Request request) {
    var given = request.getHeaders();
    if (!given.contains(HttpHeader.SEC_WEBSOCKET_VERSION) && !given.contains(METHOD_OVERRIDE)) {
      return request;
    }
    var headers =
        HttpFields.build(given).remove(HttpHeader.SEC_WEBSOCKET_VERSION).remove(METHOD_OVERRIDE);
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    return connector;
  }

  private static void configureHttp(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = Answer.JSON;
    var compression = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    compression.setDefaultMinSizeForCompression(COMPRESSED_FROM);
    config.http.compressionStrategy = compression;
  }

  private void configureRoutes(JavalinConfig config, List<Route> routes) {
    config.routes.before(envelope::open);
    config.requestLogger.http((context, millis) -> {
      LOG.debug(
          "{} {} {} in {} ms", context.method(), context.path(), context.statusCode(), millis);
      envelope.close();
    });
    config.routes.exception(Exception.class, WebServer::answerFailure);
    config.routes.exception(HttpResponseException.class, WebServer::answerFailure);
    config.router.javaLangErrorHandler(WebServer::answerError);
    for (var route : routes) {
      Handler handler = context -> handle(route, context);
      config.routes.addHttpHandler(route.method(), route.path(), handler);
      if (route.method().equals(HandlerType.GET)) {
        config.routes.addHttpHandler(HandlerType.HEAD, route.path(), handler);
      }
    }
    allowed(routes)
        .forEach((path, methods) ->
            config.routes.options(
                path, context -> Answer.noContent().with("Allow", methods).writeTo(context)));
  }

  private void handle(Route route, Context context) {
    try {
      gate.pass(route, context).writeTo(context);
    } catch (RuntimeException e) {
      var place = route.readsBody() ? Fault.Place.BODY : Fault.Place.PARAMETERS;
      answerFailure(e, place, context);
    }
  }

  private static void answerFailure(Exception failure, Context context) {
    answerFailure(failure, Fault.Place.PARAMETERS, context);
  }

  private static void answerFailure(Exception failure, Fault.Place place, Context context) {
    Problems.answer(failure, place, context.path(), Envelope.requestId(context)).writeTo(context);
  }

  private static void answerError(HttpServletResponse response, Error error) {
    LOG.error("A request failed", error);
    var id = String.valueOf(response.getHeader(Envelope.REQUEST_ID));
    var answer = Problems.internal(id, "/");
    response.setStatus(answer.status());
    response.setContentType(null);
    response.setContentType(answer.type());
    try {
      response.getOutputStream().write(answer.body());
    } catch (IOException e) {
      LOG.debug("The caller of a failed request has gone", e);
    }
  }

  /** The methods of each path, as an {@code Allow} header lists them. */
  private static Map<String, String> allowed(List<Route> routes) {
    Map<String, StringJoiner> methods = new LinkedHashMap<>();
    for (var route : routes) {
      var joiner = methods.computeIfAbsent(route.path(), path -> new StringJoiner(", "));
      joiner.add(route.method().name());
      if (route.method().equals(HandlerType.GET)) {
        joiner.add("HEAD");
      }
    }
    Map<String, String> allowed = new LinkedHashMap<>();
    methods.forEach((path, joiner) -> allowed.put(path, joiner.add("OPTIONS").toString()));
    return allowed;
  }
}

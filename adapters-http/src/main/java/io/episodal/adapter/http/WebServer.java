package io.episodal.adapter.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin on Jetty, set up for a list of routes: limits, timeouts, errors. */
final class WebServer {
  /** Most bytes of a request line with its headers. */
  static final int HEADER_BYTES = 16 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /**
   * Bytes of an answer that the kernel takes at once, which it doubles. It asks for more when a
   * third of them is sent, so they must be few for a slow reader not to look like a stalled one.
   */
  private static final int SEND_BUFFER = 64 << 10;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
  private static final int PLATFORM_THREADS = 32;

  private final Gate gate;
  private final Meters meters;
  private final Listening listening;
  private final Outbox outbox;
  private final RequestIds requestIds = new RequestIds();
  private final Envelope envelope;

  private WebServer(Gate gate, Meters meters, Listening listening) {
    this.gate = gate;
    this.meters = meters;
    this.listening = listening;
    this.outbox = new Outbox(listening.unsentBytes(), listening.stalled());
    this.envelope = new Envelope(requestIds, listening.cors());
  }

  /** A server that does not listen yet. */
  static Javalin of(List<Route> routes, Gate gate, Meters meters, Listening listening) {
    var server = new WebServer(gate, meters, listening);
    return Javalin.create(config -> {
      server.configureJetty(config);
      configureHttp(config);
      server.configureRoutes(config, routes);
    });
  }

  private void configureJetty(JavalinConfig config) {
    var problems = new JettyProblems(requestIds, listening.cors(), meters);
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(WebServer::configure);
    config.jetty.addConnector((server, http) -> connector(server, http));
    config.jetty.modifyServletContextHandler(context -> {
      context.setErrorHandler(problems);
      context.getMimeTypes().addAssumed(Answer.PROBLEM, StandardCharsets.UTF_8.name());
    });
    config.jetty.modifyServer(server -> {
      server.setErrorHandler(problems);
      server.setStopTimeout(STOP_TIMEOUT.toMillis());
      server.addBean(new NetworkConnectionLimit(listening.connections(), server));
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

  private ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listening.host());
    connector.setPort(listening.port());
    connector.setIdleTimeout(listening.idle().toMillis());
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    return connector;
  }

  private static void configureHttp(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = Answer.JSON;
    config.http.compressionStrategy = CompressionStrategy.NONE;
  }

  private void configureRoutes(JavalinConfig config, List<Route> routes) {
    config.routes.before(envelope::open);
    config.requestLogger.http((context, millis) -> {
      LOG.debug(
          "{} {} {} in {} ms", context.method(), context.path(), context.statusCode(), millis);
      if (!EventText.TYPE.equals(context.res().getContentType())) {
        meters.answered(context, millis);
      }
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
            config.routes.options(path, context -> answerOptions(path, methods, context)));
  }

  private void answerOptions(String path, String methods, Context context) {
    meters.routed(context, path);
    listening
        .cors()
        .permissions(
            context.header(Envelope.ORIGIN),
            context.header("Access-Control-Request-Method"),
            methods)
        .forEach(context::header);
    Answer.noContent().with("Allow", methods).writeTo(context);
  }

  private void handle(Route route, Context context) {
    meters.routed(context, route.path());
    try {
      var answer = gate.pass(route, context);
      outbox.keep(answer.bytesHeld(), context.req());
      answer.writeTo(context);
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
    try (var body = answer.body().bytes().stream()) {
      body.transferTo(response.getOutputStream());
    } catch (IOException e) {
      LOG.debug("The caller of a failed request has gone", e);
    }
  }

  /**
   * The methods of each path, as an {@code Allow} header lists them. The first path that fits
   * answers, and a variable fits everything, so paths without one come first.
   */
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
    methods.entrySet().stream()
        .sorted(Comparator.comparing(path -> path.getKey().contains("{")))
        .forEach(path -> allowed.put(path.getKey(), path.getValue().add("OPTIONS").toString()));
    return allowed;
  }
}

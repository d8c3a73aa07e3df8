package io.episodal.adapter.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Measures requests. What it keeps is bounded: routes are told by their templates, and methods that
 * nobody knows are one. Thread-safe.
 */
final class Meters {
  /** The format of a scrape. */
  static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

  private static final String ROUTE = "io.episodal.route";
  private static final String NONE = "none";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Integer, Counter> refused = new ConcurrentHashMap<>();
  private final Counter shed;

  Meters(PrometheusMeterRegistry registry) {
    this.registry = registry;
    shed =
        Counter.builder("episodal.http.shed")
            .description("Requests refused with 503 because as many as allowed were being handled")
            .register(registry);
  }

  /** Remembers which route answers a request. */
  void routed(Context context, String path) {
    context.attribute(ROUTE, path);
  }

  /** A request that got through to the routes, known or not, has been answered. */
  void answered(Context context, float milliseconds) {
    String path = context.attribute(ROUTE);
    var method = context.method().name();
    var kind =
        new Kind(
            METHODS.contains(method) ? method : "other",
            path == null ? NONE : path,
            context.statusCode());
    timers
        .computeIfAbsent(kind, this::timer)
        .record(Duration.ofNanos((long) (milliseconds * 1_000_000)));
  }

  /** The server software refused a request that never got to the routes. */
  void refused(int status) {
    refused.computeIfAbsent(status, this::refusals).increment();
  }

  /** A request was refused because too many were being handled. */
  void shed() {
    shed.increment();
  }

  /** Shows how many requests are being handled. */
  void inFlight(Supplier<Number> count) {
    Gauge.builder("episodal.http.in.flight", count)
        .description("Requests that are being handled, probes left out")
        .register(registry);
  }

  /** Everything in the registry. */
  byte[] scrape() {
    return registry.scrape(TEXT).getBytes(StandardCharsets.UTF_8);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("episodal.http.requests")
        .description("Requests and the time to their last byte")
        .tag("method", kind.method)
        .tag("route", kind.route)
        .tag("status", String.valueOf(kind.status))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  private Counter refusals(int status) {
    return Counter.builder("episodal.http.refused")
        .description("Requests that could not be read as HTTP")
        .tag("status", String.valueOf(status))
        .register(registry);
  }

  private record Kind(String method, String route, int status) {}
}

package io.episodal.adapter.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Measures how long figures take to be read from the store, by endpoint. Thread-safe. */
final class QueryTimes {
  private static final Duration[] BOUNDS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  QueryTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The same reading, measured whenever it is done. */
  <T> Supplier<T> of(String route, Supplier<T> reading) {
    var timer = timers.computeIfAbsent(route, this::timer);
    return () -> timer.record(reading);
  }

  private Timer timer(String route) {
    return Timer.builder("episodal.analytics.queries")
        .description("Readings of figures from the store, for answers that were not cached")
        .tag("route", route)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}

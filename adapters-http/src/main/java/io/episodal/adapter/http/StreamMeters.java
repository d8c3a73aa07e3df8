package io.episodal.adapter.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Measures streams. Thread-safe. */
final class StreamMeters {
  private final MeterRegistry registry;
  private final Counter sent;
  private final Counter dropped;
  private final Counter refused;

  StreamMeters(MeterRegistry registry) {
    this.registry = registry;
    sent = counter("episodal.streams.notifications", "Notifications written to streams");
    dropped =
        counter("episodal.streams.dropped", "Streams whose readers took nothing for too long");
    refused =
        counter("episodal.streams.refused", "Streams refused because as many as allowed were open");
  }

  /** Shows how many streams are open. */
  void open(Supplier<Number> count) {
    Gauge.builder("episodal.streams.open", count)
        .description("Streams of notifications that are open")
        .register(registry);
  }

  void sent(int notifications) {
    sent.increment(notifications);
  }

  void dropped() {
    dropped.increment();
  }

  void refused() {
    refused.increment();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}

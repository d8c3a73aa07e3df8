package io.episodal.bootstrap;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.adapter.persistence.PostgresPersistence.Connections;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToIntFunction;

/** The figures of one server: its registry, and what it knows of the JVM and the database. */
final class ProcessMetrics implements AutoCloseable {
  private static final double NANOS_OF_SECOND = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  ProcessMetrics() {
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Shows how a store's connections stand. */
  void watch(PostgresPersistence store) {
    gauge(store, "active", "Connections in use", Connections::active);
    gauge(store, "idle", "Connections that wait for use", Connections::idle);
    gauge(store, "waiting", "Threads that wait for a connection", Connections::waiting);
    gauge(store, "most", "As many connections as there may be", Connections::most);
  }

  /** Shows the views that wait to be recorded. */
  void watch(RecordViews views) {
    Gauge.builder("episodal.views.waiting", () -> views.waiting().views())
        .description("Views that wait to be recorded")
        .register(registry);
    Gauge.builder(
            "episodal.views.waiting.oldest.seconds",
            () -> views.waiting().oldest().toNanos() / NANOS_OF_SECOND)
        .description("How long the first of them has waited")
        .register(registry);
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  private void gauge(
      PostgresPersistence store, String name, String meaning, ToIntFunction<Connections> count) {
    Gauge.builder(
            "episodal.database.connections." + name, () -> count.applyAsInt(store.connections()))
        .description(meaning)
        .register(registry);
  }
}

package io.episodal.adapter.http;

import java.util.List;

/** The figures of this process, for Prometheus. */
final class MetricsRoutes {
  private final Meters meters;

  MetricsRoutes(Meters meters) {
    this.meters = meters;
  }

  List<Route> routes() {
    return List.of(
        Route.metrics(
            "/metrics",
            call -> Answer.shared(Meters.TEXT, Body.of(meters.scrape()), Answer.Caching.NEVER)));
  }
}

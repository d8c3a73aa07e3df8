package io.episodal.adapter.http;

import io.episodal.domain.health.Health;
import io.episodal.domain.health.port.in.CheckHealth;
import java.util.List;
import java.util.Map;

/** For probes: whether the process runs, and whether it can serve. */
final class HealthRoutes {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final CheckHealth health;

  HealthRoutes(CheckHealth health) {
    this.health = health;
  }

  List<Route> routes() {
    return List.of(
        Route.probe("/health/live", call -> live()), Route.probe("/health/ready", call -> ready()));
  }

  private static Answer live() {
    return Answer.ok(Map.of("status", "up")).with(Answer.Caching.NEVER);
  }

  private Answer ready() {
    var now = health.check();
    var answer =
        Answer.json(now.ready() ? OK : UNAVAILABLE, ReadyJson.of(now)).with(Answer.Caching.NEVER);
    return now.ready() ? answer : answer.with("Retry-After", "1");
  }

  private record ReadyJson(String status, ChecksJson checks) {
    static ReadyJson of(Health health) {
      var whole = health.cache() ? "ready" : "degraded";
      return new ReadyJson(
          health.ready() ? whole : "unavailable",
          new ChecksJson(health.database() ? "up" : "down", health.cache() ? "up" : "degraded"));
    }
  }

  private record ChecksJson(String database, String cache) {}
}

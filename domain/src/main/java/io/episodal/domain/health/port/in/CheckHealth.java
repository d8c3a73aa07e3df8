package io.episodal.domain.health.port.in;

import io.episodal.domain.health.Health;

/** For probes. Thread-safe. */
public interface CheckHealth {

  /** Asks the store and the cache; never throws for their faults, answers within their timeouts. */
  Health check();
}

package io.episodal.application.health;

import io.episodal.application.engine.Engine;
import io.episodal.domain.health.port.in.CheckHealth;
import io.episodal.domain.transaction.Persistence;

/** Makes the conversation about health. */
public final class HealthFeature {
  private HealthFeature() {}

  public static CheckHealth create(Engine engine, Persistence persistence) {
    return new HealthService(engine, persistence);
  }
}

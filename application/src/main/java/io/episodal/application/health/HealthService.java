package io.episodal.application.health;

import io.episodal.application.engine.Engine;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.health.Health;
import io.episodal.domain.health.port.in.CheckHealth;
import io.episodal.domain.transaction.Persistence;

/** Asks the store and the cache. */
final class HealthService implements CheckHealth {
  private final Engine engine;
  private final Persistence persistence;

  HealthService(Engine engine, Persistence persistence) {
    this.engine = engine;
    this.persistence = persistence;
  }

  @Override
  public Health check() {
    return new Health(persistence.healthy(), engine.cache().map(AnswerCache::healthy).orElse(true));
  }
}

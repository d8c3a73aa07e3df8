package io.episodal.adapter.http;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows how a cache does. */
final class CacheMeters {
  private final MeterRegistry registry;
  private final AnswerCache cache;

  private CacheMeters(MeterRegistry registry, AnswerCache cache) {
    this.registry = registry;
    this.cache = cache;
  }

  static void show(AnswerCache cache, MeterRegistry registry) {
    var meters = new CacheMeters(registry, cache);
    meters.requests("process", Counts::inProcess);
    meters.requests("shared", Counts::shared);
    meters.requests("miss", Counts::made);
    FunctionCounter.builder("episodal.cache.failures", cache, kept -> kept.counts().failures())
        .description("Times that a level of the cache did not work")
        .register(registry);
    Gauge.builder("episodal.cache.healthy", cache, kept -> kept.healthy() ? 1 : 0)
        .description("1 while every level of the cache works")
        .strongReference(true)
        .register(registry);
  }

  private void requests(String result, ToDoubleFunction<Counts> number) {
    FunctionCounter.builder(
            "episodal.cache.requests", cache, kept -> number.applyAsDouble(kept.counts()))
        .description("Answers asked of the cache, by the level that had them; a miss was made anew")
        .tag("result", result)
        .register(registry);
  }
}

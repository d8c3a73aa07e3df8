package io.episodal.adapter.http;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A cache that counts how often it had the answer. As thread-safe as the cache. */
final class CountedCache implements AnswerCache {
  private final AnswerCache cache;
  private final Counter hits;
  private final Counter misses;

  CountedCache(AnswerCache cache, MeterRegistry registry) {
    this.cache = cache;
    hits = counter(registry, "hit");
    misses = counter(registry, "miss");
  }

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    var loaded = new AtomicBoolean();
    var answer =
        cache.get(
            key,
            timeToLive,
            () -> {
              loaded.set(true);
              misses.increment();
              return load.get();
            });
    if (!loaded.get()) {
      hits.increment();
    }
    return answer;
  }

  @Override
  public void evict(Set<Tag> tags) {
    cache.evict(tags);
  }

  @Override
  public boolean healthy() {
    return cache.healthy();
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("episodal.cache.requests")
        .description("Answers asked of the cache; a miss made the answer anew")
        .tag("result", result)
        .register(registry);
  }
}

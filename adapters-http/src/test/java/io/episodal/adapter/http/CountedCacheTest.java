package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.testkit.AnswerCacheContract;
import io.episodal.testkit.InMemoryAnswerCache;
import io.episodal.testkit.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class CountedCacheTest extends AnswerCacheContract {
  private static final AnswerCache.Key TOP = new AnswerCache.Key("/analytics/top", Set.of());

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Override
  protected AnswerCache cache() {
    return new CountedCache(new InMemoryAnswerCache(new SettableClock()), registry);
  }

  @Test
  void countsAnswersThatWereKeptAndThatWereMade() {
    var cache = cache();
    for (var ask = 0; ask < 3; ask++) {
      get(cache, () -> new byte[1]);
    }

    assertEquals(1, counted("miss"));
    assertEquals(2, counted("hit"));
  }

  @Test
  void anAnswerThatCouldNotBeMadeIsAMiss() {
    var cache = cache();

    assertThrows(
        IllegalStateException.class,
        () ->
            get(
                cache,
                () -> {
                  throw new IllegalStateException("the store is away");
                }));

    assertEquals(1, counted("miss"));
    assertEquals(0, counted("hit"));
  }

  private static void get(AnswerCache cache, Supplier<byte[]> load) {
    cache.get(TOP, Duration.ofMinutes(1), load);
  }

  private double counted(String result) {
    return registry.get("episodal.cache.requests").tag("result", result).counter().count();
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.cache.port.out.AnswerCache;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InMemoryAnswerCacheTest extends AnswerCacheContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock();

  @Override
  protected AnswerCache cache() {
    return new InMemoryAnswerCache(clock);
  }

  @Test
  void forgetsAnAnswerAtTheEndOfItsTimeToLive() {
    var cache = cache();
    var loads = new AtomicInteger();
    load(cache, loads);

    clock.advance(MINUTE.minusMillis(1));
    load(cache, loads);
    assertEquals(1, loads.get());

    clock.advance(Duration.ofMillis(1));
    load(cache, loads);
    load(cache, loads);
    assertEquals(2, loads.get());
  }

  private static void load(AnswerCache cache, AtomicInteger loads) {
    cache.get(
        new AnswerCache.Key("/analytics/top", Set.of()),
        MINUTE,
        () -> {
          loads.incrementAndGet();
          return new byte[1];
        });
  }
}

package io.episodal.adapter.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.testkit.AnswerCacheContract;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LayeredAnswerCacheTest extends AnswerCacheContract {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final AnswerCache.Key TOP =
      new AnswerCache.Key("/analytics/top", Set.of(Tag.RANKING));

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();

  @Override
  protected AnswerCache cache() {
    return AnswerCaches.inProcess(10_000_000);
  }

  @Test
  void forgetsAnAnswerAtTheEndOfItsTimeToLive() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, TEN_MINUTES, 10);
    passes(TEN_MINUTES.minusNanos(1));
    assertArrayEquals(new byte[10], cache.get(TOP, TEN_MINUTES, LayeredAnswerCacheTest::failing));

    passes(Duration.ofNanos(1));
    assertThrows(
        IllegalStateException.class,
        () -> cache.get(TOP, TEN_MINUTES, LayeredAnswerCacheTest::failing));
  }

  @Test
  void makesAnAnswerAnewInTheLastTenthOfItsTime() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(9).minusNanos(1));
    load(cache, TOP, TEN_MINUTES, 10);
    assertEquals(1, loads.get());

    passes(Duration.ofNanos(1));
    load(cache, TOP, TEN_MINUTES, 10);
    assertEquals(2, loads.get());
    passes(Duration.ofMinutes(9).minusNanos(1));
    load(cache, TOP, TEN_MINUTES, 10);
    assertEquals(2, loads.get());
  }

  @Test
  void makesALongLivedAnswerAnewInItsLastMinute() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, Duration.ofHours(10), 10);
    passes(Duration.ofHours(10).minusMinutes(1).minusNanos(1));
    load(cache, TOP, Duration.ofHours(10), 10);
    assertEquals(1, loads.get());

    passes(Duration.ofNanos(1));
    load(cache, TOP, Duration.ofHours(10), 10);
    assertEquals(2, loads.get());
  }

  @Test
  void servesTheKeptAnswerWhileOneCallerMakesItAnew() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(9));
    var renewed =
        cache.get(
            TOP,
            TEN_MINUTES,
            () -> {
              try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
                var other = others.submit(() -> load(cache, TOP, TEN_MINUTES, 99));
                assertEquals(10, assertDoesNotThrow(() -> other.get(30, SECONDS)).length);
              }
              return new byte[20];
            });
    assertEquals(20, renewed.length);
    assertEquals(20, load(cache, TOP, TEN_MINUTES, 99).length);
    assertEquals(1, loads.get());
  }

  @Test
  void anEvictedAnswerIsNotServedWhileItIsMadeAnew() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(9));
    cache.evict(Set.of(Tag.RANKING));
    assertThrows(
        IllegalStateException.class,
        () -> cache.get(TOP, TEN_MINUTES, LayeredAnswerCacheTest::failing));
  }

  @Test
  void letsEachAnswerLiveItsOwnTime() {
    var cache = cacheOf(1_000_000);
    var views = new AnswerCache.Key("/analytics/views", Set.of(Tag.VIEWS));
    load(cache, TOP, Duration.ofHours(1), 10);
    load(cache, views, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(30));
    load(cache, TOP, Duration.ofHours(1), 10);
    assertEquals(2, loads.get());
    load(cache, views, TEN_MINUTES, 10);
    assertEquals(3, loads.get());
  }

  @Test
  void countsTheTimeToLiveFromTheNewestLoad() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(6));
    cache.evict(Set.of(Tag.RANKING));
    load(cache, TOP, TEN_MINUTES, 10);
    passes(Duration.ofMinutes(6));
    load(cache, TOP, TEN_MINUTES, 10);
    assertEquals(2, loads.get());
  }

  @Test
  void keepsNothingWithoutATimeToLive() {
    var cache = cacheOf(1_000_000);
    load(cache, TOP, Duration.ZERO, 10);
    load(cache, TOP, Duration.ZERO, 10);
    assertEquals(2, loads.get());
  }

  @Test
  void takesNoMoreMemoryThanItMay() {
    var cache = cacheOf(100_000);
    for (var answer = 0; answer < 1_000; answer++) {
      load(cache, new AnswerCache.Key("answer " + answer, Set.of(Tag.VIEWS)), TEN_MINUTES, 1_000);
    }
    loads.set(0);
    for (var answer = 0; answer < 1_000; answer++) {
      load(cache, new AnswerCache.Key("answer " + answer, Set.of(Tag.VIEWS)), TEN_MINUTES, 1_000);
    }
    var kept = 1_000 - loads.get();
    assertTrue(kept > 0 && kept <= 100, () -> kept + " answers of 1,000 bytes in 100,000");
  }

  @Test
  void answersButDoesNotKeepWhatIsLargerThanTheWholeCache() {
    var cache = cacheOf(10_000);
    assertEquals(20_000, load(cache, TOP, TEN_MINUTES, 20_000).length);
    load(cache, TOP, TEN_MINUTES, 20_000);
    assertEquals(2, loads.get());
  }

  /**
   * With the version in the key, the outdated answers would fill the cache and win against these.
   */
  @Test
  void evictionsLeaveTheRoomToAnswersOfToday() {
    var cache = cacheOf(100_000);
    for (var round = 0; round < 50; round++) {
      for (var answer = 0; answer < 40; answer++) {
        var key = new AnswerCache.Key("answer " + answer, Set.of(Tag.VIEWS));
        var first = load(cache, key, TEN_MINUTES, 1_000);
        assertSame(first, load(cache, key, TEN_MINUTES, 1_000));
      }
      cache.evict(Set.of(Tag.VIEWS));
    }
    assertEquals(50 * 40, loads.get());
  }

  @Test
  void errorsReachTheCallerToo() {
    var cache = cacheOf(10_000);
    var error = new StackOverflowError();
    var thrown =
        assertThrows(
            StackOverflowError.class,
            () ->
                cache.get(
                    TOP,
                    TEN_MINUTES,
                    () -> {
                      throw error;
                    }));
    assertSame(error, thrown);
    assertEquals(10, load(cache, TOP, TEN_MINUTES, 10).length);
  }

  @Test
  void needsSomeRoom() {
    assertThrows(IllegalArgumentException.class, () -> AnswerCaches.inProcess(0));
  }

  private static byte[] failing() {
    throw new IllegalStateException("the store is away");
  }

  private AnswerCache cacheOf(long maximumBytes) {
    return new LayeredAnswerCache(maximumBytes, new TagVersions(), SharedAnswers.NONE, nanos::get);
  }

  private byte[] load(AnswerCache cache, AnswerCache.Key key, Duration timeToLive, int bytes) {
    return cache.get(
        key,
        timeToLive,
        () -> {
          loads.incrementAndGet();
          return new byte[bytes];
        });
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}

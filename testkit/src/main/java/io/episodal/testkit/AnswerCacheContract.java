package io.episodal.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every cache of answers promises. */
@Timeout(60)
public abstract class AnswerCacheContract {
  private static final Duration LONG = Duration.ofHours(1);
  private static final AnswerCache.Key TOP = key("/analytics/top", Tag.CATALOGUE, Tag.RANKING);
  private static final AnswerCache.Key VIEWS = key("/analytics/views", Tag.CATALOGUE, Tag.VIEWS);

  /** A new, empty cache with room for some thousand small answers. */
  protected abstract AnswerCache cache();

  @Test
  void keepsAnAnswer() {
    var cache = cache();
    assertEquals("first", get(cache, TOP, () -> "first"));
    assertEquals("first", get(cache, TOP, () -> "second"));
    assertTrue(cache.healthy());
  }

  @Test
  void keepsAnAnswerForEachName() {
    var cache = cache();
    assertEquals("a", get(cache, key("a", Tag.VIEWS), () -> "a"));
    assertEquals("b", get(cache, key("b", Tag.VIEWS), () -> "b"));
    assertEquals("a", get(cache, key("a", Tag.VIEWS), () -> "c"));
  }

  @Test
  void keepsEmptyAnswersAndAnswersWithoutTags() {
    var cache = cache();
    assertEquals("", get(cache, key("untagged"), () -> ""));
    cache.evict(Set.of(Tag.values()));
    assertEquals("", get(cache, key("untagged"), () -> "second"));
  }

  @Test
  void forgetsWhatCarriesAnEvictedTag() {
    var cache = cache();
    get(cache, TOP, () -> "top 1");
    get(cache, VIEWS, () -> "views 1");

    cache.evict(Set.of(Tag.VIEWS));
    assertEquals("top 1", get(cache, TOP, () -> "top 2"));
    assertEquals("views 2", get(cache, VIEWS, () -> "views 2"));

    cache.evict(Set.of(Tag.RANKING, Tag.VIEWS));
    assertEquals("top 3", get(cache, TOP, () -> "top 3"));
    assertEquals("views 3", get(cache, VIEWS, () -> "views 3"));

    cache.evict(Set.of());
    assertEquals("top 3", get(cache, TOP, () -> "top 4"));
  }

  @Test
  void forgetsWhatOthersHaveEvicted() {
    var cache = cache();
    get(cache, TOP, () -> "top 1");
    get(cache, VIEWS, () -> "views 1");

    cache.evictedElsewhere(Set.of(Tag.VIEWS));

    while (get(cache, VIEWS, () -> "views 2").equals("views 1")) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    assertEquals("top 1", get(cache, TOP, () -> "top 2"));
  }

  @Test
  void neverServesAnAnswerWhoseLoadingBeganBeforeAnEviction() {
    var cache = cache();
    var during =
        get(
            cache,
            TOP,
            () -> {
              cache.evict(Set.of(Tag.RANKING));
              return "old";
            });
    assertEquals("old", during);
    assertEquals("new", get(cache, TOP, () -> "new"));
    assertEquals("new", get(cache, TOP, () -> "newer"));
  }

  @Test
  void doesNotWaitForALoadThatBeganBeforeAnEviction() throws Exception {
    var cache = cache();
    var slow = new SlowLoad("old");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> get(cache, TOP, slow));
      slow.awaitBegin();
      cache.evict(Set.of(Tag.CATALOGUE));

      assertEquals("new", get(cache, TOP, () -> "new"));
      slow.finish();
      assertEquals("old", first.get());
      assertEquals("new", get(cache, TOP, () -> "newer"));
    }
  }

  @Test
  void loadsOnceForConcurrentCallers() throws Exception {
    var cache = cache();
    var slow = new SlowLoad("answer");
    var results = new ArrayList<Future<String>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var caller = 0; caller < 40; caller++) {
        results.add(callers.submit(() -> get(cache, TOP, slow)));
      }
      slow.awaitBegin();
      slow.finish();
      for (var result : results) {
        assertEquals("answer", result.get());
      }
    }
    assertEquals(1, slow.loads());
  }

  @Test
  void aSlowLoadHoldsUpItsOwnKeyOnly() throws Exception {
    var cache = cache();
    var slow = new SlowLoad("slow");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> get(cache, TOP, slow));
      slow.awaitBegin();
      for (var other = 0; other < 2_000; other++) {
        var name = "other " + other;
        assertEquals(name, get(cache, key(name, Tag.CATALOGUE), () -> name));
      }
      slow.finish();
      assertEquals("slow", first.get());
    }
  }

  @Test
  void aFailureReachesEveryCallerAndIsNotKept() throws Exception {
    var cache = cache();
    var failure = new IllegalStateException("the store is away");
    var slow = new SlowLoad("answer", failure);
    var results = new ArrayList<Future<String>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      results.add(callers.submit(() -> get(cache, TOP, slow)));
      slow.awaitBegin();
      for (var caller = 0; caller < 10; caller++) {
        results.add(callers.submit(() -> get(cache, TOP, slow)));
      }
      slow.finish();
      for (var result : results) {
        var thrown = assertThrows(ExecutionException.class, result::get);
        assertSame(failure, thrown.getCause());
      }
    }
    assertEquals("answer", get(cache, TOP, () -> "answer"));
  }

  @Test
  void countsHowCallsWereAnswered() {
    var cache = cache();
    for (var call = 0; call < 3; call++) {
      get(cache, TOP, () -> "top");
    }
    get(cache, VIEWS, () -> "views");
    assertThrows(
        IllegalStateException.class,
        () ->
            get(
                cache,
                key("none", Tag.VIEWS),
                () -> {
                  throw new IllegalStateException("the store is away");
                }));

    var counts = cache.counts();
    assertEquals(2, counts.inProcess() + counts.shared());
    assertEquals(3, counts.made());
    assertEquals(0, counts.failures());
  }

  /**
   * Writers raise a number and evict; readers must never get a number lower than the one that was
   * evicted last before they asked.
   */
  @Test
  void racingReadersNeverSeeWhatWasEvictedBeforeTheyAsked() throws Exception {
    var cache = cache();
    var facts = new AtomicLong();
    var evicted = new AtomicLong();
    var readings = new ArrayList<Future<List<String>>>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var reader = 0; reader < 5; reader++) {
        readings.add(threads.submit(() -> readAndCompare(cache, facts, evicted)));
      }
      var writer = threads.submit(() -> writeAndEvict(cache, facts, evicted));
      for (var reading : readings) {
        assertEquals(List.of(), reading.get());
      }
      writer.get();
    }
  }

  private static void writeAndEvict(AnswerCache cache, AtomicLong facts, AtomicLong evicted) {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var fact = facts.incrementAndGet();
      cache.evict(Set.of(random.nextBoolean() ? Tag.CATALOGUE : Tag.RANKING));
      evicted.set(fact);
    }
  }

  private static List<String> readAndCompare(
      AnswerCache cache, AtomicLong facts, AtomicLong evicted) {
    var stale = new ArrayList<String>();
    for (var round = 0; round < 20_000; round++) {
      var least = evicted.get();
      var seen = Long.parseLong(get(cache, TOP, () -> Long.toString(facts.get())));
      if (seen < least) {
        stale.add(seen + " after " + least);
      }
    }
    return stale;
  }

  private static AnswerCache.Key key(String name, Tag... tags) {
    return new AnswerCache.Key(name, Set.of(tags));
  }

  private static String get(AnswerCache cache, AnswerCache.Key key, Supplier<String> load) {
    return new String(cache.get(key, LONG, () -> load.get().getBytes(UTF_8)), UTF_8);
  }

  /** A load that lasts until it is told to finish. */
  private static final class SlowLoad implements Supplier<String> {
    private final String answer;
    private final List<RuntimeException> failure;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger loads = new AtomicInteger();

    SlowLoad(String answer, RuntimeException... failure) {
      this.answer = answer;
      this.failure = List.of(failure);
    }

    @Override
    public String get() {
      loads.incrementAndGet();
      begun.countDown();
      await(finish);
      failure.forEach(thrown -> {
        throw thrown;
      });
      return answer;
    }

    void awaitBegin() {
      await(begun);
    }

    void finish() {
      finish.countDown();
    }

    int loads() {
      return loads.get();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}

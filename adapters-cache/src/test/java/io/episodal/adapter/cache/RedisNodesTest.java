package io.episodal.adapter.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import io.episodal.adapter.cache.AnswerCaches.Shared;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.shared.port.out.Listener;
import io.lettuce.core.api.sync.RedisServerCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that share a real Redis, and what becomes of them when it does not do as it should. */
@Timeout(120)
final class RedisNodesTest {
  private static final AnswerCache.Key TOP =
      new AnswerCache.Key("/analytics/top", Set.of(Tag.CATALOGUE, Tag.RANKING));
  private static final Duration HOUR = Duration.ofHours(1);

  /** Of callers, where only a Redis that is gone is to be cut off, not one on a busy machine. */
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Of callers, where Redis hangs. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private RealRedis redis;
  private int names;

  @BeforeEach
  void startRedis() throws IOException {
    redis = RealRedis.started();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (var part : opened.reversed()) {
      part.close();
    }
    redis.close();
  }

  @Test
  void anAnswerThatOneNodeMadeServesTheOthers() {
    var here = node(redis.address());
    var there = node(redis.address());
    assertEquals("first", get(here, "first"));
    untilRedisHasIt(here, there);
    var made = there.counts().made();
    assertEquals("first", get(there, "again"));

    assertEquals(1, there.counts().shared());
    assertEquals(made, there.counts().made());
    var inProcess = there.counts().inProcess();
    assertEquals("first", get(there, "again"));
    assertEquals(inProcess + 1, there.counts().inProcess());
  }

  @Test
  void anEvictionReachesTheOtherNodes() {
    var here = node(redis.address());
    var there = node(redis.address());
    assertEquals("old", get(here, "old"));
    assertEquals("old", get(there, "old"));

    here.evict(Set.of(Tag.RANKING));
    assertEquals("new", get(here, "new"));
    Patience.until(() -> get(there, "new").equals("new"));
  }

  /** As it would be heard from the store if the node that evicted was killed before it told. */
  @Test
  void anEvictionThatOnlyTheStoreTellsReachesAllNodes() {
    var here = node(redis.address());
    var there = node(redis.address());
    assertEquals("old", get(here, "old"));
    assertEquals("old", get(there, "old"));

    there.evictedElsewhere(Set.of(Tag.RANKING));
    Patience.until(() -> get(there, "new").equals("new"));
    Patience.until(() -> get(here, "new").equals("new"));
  }

  @Test
  void anEvictionLeavesOtherAnswersAlone() {
    var here = node(redis.address());
    var there = node(redis.address());
    assertEquals("top", get(here, "top"));
    assertEquals("top", get(there, "top"));
    untilRedisHasIt(here, there);

    assertEquals("top", get(here, "another"));
    assertEquals("top", get(there, "another"));
  }

  @Test
  void aNodeThatComesLaterFindsWhatIsThere() {
    var here = node(redis.address());
    get(here, "old");
    here.evict(Set.of(Tag.CATALOGUE));
    get(here, "new");
    var there = node(redis.address());
    untilRedisHasIt(here, there);
    assertEquals("new", get(there, "another"));
  }

  @Test
  void aNodeTellsOfEvictionsBeforeItEnds() {
    var here = node(redis.address());
    var there = node(redis.address());
    get(there, "old");
    here.evict(Set.of(Tag.CATALOGUE));
    here.close();
    Patience.until(() -> get(there, "new").equals("new"));
  }

  @Test
  void anEmptiedRedisIsAnEviction() {
    var here = node(redis.address());
    get(here, "old");
    redis.tell(RedisServerCommands::flushall);
    Patience.until(() -> get(here, "new").equals("new"));

    var there = node(redis.address());
    untilTheyShare(here, there);
    assertTrue(here.healthy());
    get(there, "newer");
    here.evict(Set.of(Tag.CATALOGUE));
    Patience.until(() -> get(there, "newest").equals("newest"));
  }

  @Test
  void worksWithoutRedisUntilItIsThere() throws IOException {
    redis.close();
    var here = opened(redis.address(), LONG);
    Patience.until(() -> here.counts().failures() > 0);
    assertFalse(here.healthy());
    assertEquals("first", get(here, "first"));
    here.evict(Set.of(Tag.CATALOGUE));
    assertEquals("second", get(here, "second"));

    redis.start();
    Patience.until(here::healthy);
    untilTheyShare(here, node(redis.address()));
    assertTrue(heard.indexOf("lost") < heard.indexOf("regained"), heard::toString);
  }

  @Test
  void keepsNoAnswerForLongWhileItIsAloneAndHealsByItself() throws IOException {
    var here = node(redis.address());
    var there = node(redis.address());
    assertEquals("old", get(here, "old"));
    redis.close();
    Patience.until(() -> !here.healthy() && !there.healthy());

    assertEquals("old", get(there, "old"));
    there.evict(Set.of(Tag.CATALOGUE));
    Patience.until(() -> get(here, "new").equals("new"));

    redis.start();
    Patience.until(() -> here.healthy() && there.healthy());
    untilTheyShare(here, there);
    get(there, "newer");
    here.evict(Set.of(Tag.RANKING));
    Patience.until(() -> get(there, "newest").equals("newest"));
  }

  @Test
  void evictsWhatWasThereBeforeALinkBroke() throws IOException {
    var proxy = proxied();
    var here = node(proxy);
    var there = node(redis.address());
    assertEquals("old", get(there, "old"));
    assertEquals("old", get(here, "old"));

    proxy.swallow();
    here.evict(Set.of(Tag.RANKING));
    assertEquals("new", get(here, "new"));
    Patience.until(() -> !here.healthy());
    proxy.passAgain();
    Patience.until(here::healthy);
    Patience.until(() -> !get(there, "new").equals("old"));
  }

  @Test
  void aRedisThatHangsIsAskedNoMore() throws IOException {
    var proxy = proxied();
    var here = node(proxy);
    proxy.swallow();
    var number = 0;
    while (here.healthy()) {
      assertEquals("some", get(here, "asked " + number++, "some"));
    }
    Patience.until(() -> here.counts().failures() > 0);

    var swallowed = proxy.swallowed();
    for (var call = 0; call < 1_000; call++) {
      assertEquals("other", get(here, "unasked ".repeat(1_000) + call, "other"));
    }
    assertTrue(
        proxy.swallowed() - swallowed < 1_000_000,
        "eight million bytes of names must have stayed here");

    proxy.passAgain();
    Patience.until(here::healthy);
    untilTheyShare(here, node(redis.address()));
  }

  @Test
  void aBrokenConnectionIsMadeAnew() throws IOException {
    var proxy = proxied();
    var here = node(proxy);
    for (var time = 0; time < 3; time++) {
      var failures = here.counts().failures();
      proxy.cut();
      Patience.until(() -> here.counts().failures() > failures && here.healthy());
    }
    untilTheyShare(here, node(redis.address()));
  }

  @Test
  void isNotMisledByWhatOthersWrite() {
    var here = node(redis.address());
    redis.tell(commands -> {
      commands.set("episodal:answer:a", "short");
      commands.set("episodal:answer:b", "long enough to be an answer that somebody has made");
    });
    assertEquals("a", get(here, "a", "a"));
    assertEquals("b", get(here, "b", "b"));

    redis.tell(commands -> commands.lpush("episodal:answer:c", "no string"));
    assertEquals("c", get(here, "c", "c"));
    Patience.until(here::healthy);
  }

  @Test
  void tellsNobodyTheWrongPassword() throws IOException {
    redis.close();
    redis = RealRedis.started("requirepass right");
    var address = redis.address().replace("redis://", "redis://:wr0ng@");
    var here = opened(address, LONG);
    Patience.until(() -> heard.contains("lost"));
    assertEquals("first", get(here, "first"));
    assertTrue(heard.stream().noneMatch(text -> text.contains("wr0ng")), heard::toString);

    assertTrue(node(redis.address().replace("redis://", "redis://:right@")).healthy());
  }

  @Test
  void namesNoAddressThatIsNone() {
    for (var wrong : List.of("", "http://x", "redis://", "redis:pass@", "rediss://:secret@:x")) {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> AnswerCaches.overRedis(wrong, 1_000, new Listener() {}).close(),
              wrong);
      assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }
  }

  private TcpProxy proxied() throws IOException {
    var proxy = new TcpProxy(redis.port());
    opened.add(proxy);
    return proxy;
  }

  /** A node that is in touch with Redis. */
  private Shared node(String address) {
    return healthy(opened(address, LONG));
  }

  private Shared node(TcpProxy proxy) {
    return healthy(opened(proxy.address(), SHORT));
  }

  private static Shared healthy(Shared node) {
    Patience.until(node::healthy);
    return node;
  }

  private Shared opened(String address, Duration patience) {
    var versions = new TagVersions();
    var answers = RedisAnswers.at(RedisAddress.of(address), versions, hearing(), patience);
    var node = new LayeredAnswerCache(1_000_000, versions, answers, Ticker.systemTicker());
    opened.add(node);
    return node;
  }

  /**
   * Waits until Redis has what {@code here} has made: nobody waits for its being kept, but one
   * node's commands keep their order, so it is there when an eviction that came after it is heard.
   */
  private void untilRedisHasIt(Shared here, Shared there) {
    var name = "made " + ++names;
    assertEquals("before", get(there, name, "before"));
    here.evict(Set.of(Tag.VIEWS));
    Patience.until(() -> get(there, name, "after").equals("after"));
  }

  /**
   * Waits until what one node makes serves the other: after a fault they evict everything, each on
   * its own, and what is made before both have heard of that is outdated.
   */
  private void untilTheyShare(Shared here, Shared there) {
    Patience.until(() -> {
      var name = "shared " + ++names;
      get(here, name, "here");
      return get(there, name, "there").equals("here");
    });
  }

  private Listener hearing() {
    return new Listener() {
      @Override
      public void sharedCacheLost(Throwable cause) {
        heard.add("lost");
        heard.add(cause.toString());
      }

      @Override
      public void sharedCacheRegained() {
        heard.add("regained");
      }
    };
  }

  private static String get(Shared node, String made) {
    return new String(node.get(TOP, HOUR, () -> made.getBytes(UTF_8)), UTF_8);
  }

  private static String get(Shared node, String name, String made) {
    var key = new AnswerCache.Key(name, Set.of(Tag.VIEWS));
    return new String(node.get(key, HOUR, () -> made.getBytes(UTF_8)), UTF_8);
  }
}

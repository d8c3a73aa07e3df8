package io.episodal.adapter.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two connections to Redis: one for answers and versions, and one on which it tells of evictions,
 * so that they are asked for at once. When one of them breaks, the link is of no more use, and all
 * that was under way has failed. Thread-safe.
 */
final class RedisLink implements AutoCloseable {
  private static final String ANSWER = "episodal:answer:";
  private static final String VERSIONS = "episodal:versions";
  private static final String EVICTIONS = "episodal:evictions";
  private static final String[] TAGS =
      Arrays.stream(Tag.values()).map(Tag::name).toArray(String[]::new);
  private static final RedisCodec<String, byte[]> BYTES_BY_NAME =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final byte[] NOTHING = {};
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final StatefulRedisConnection<String, byte[]> commands;
  private final StatefulRedisPubSubConnection<String, byte[]> news;

  private RedisLink(
      StatefulRedisConnection<String, byte[]> commands,
      StatefulRedisPubSubConnection<String, byte[]> news) {
    this.commands = commands;
    this.news = news;
  }

  /**
   * Connects, which may take two seconds for each connection.
   *
   * @param onNews is called when an eviction was told or the link breaks
   */
  static RedisLink to(RedisClient client, RedisURI address, Runnable onNews)
      throws InterruptedException, ExecutionException, TimeoutException {
    var commands = opened(client.connectAsync(BYTES_BY_NAME, address).toCompletableFuture());
    try {
      var news = opened(client.connectPubSubAsync(BYTES_BY_NAME, address).toCompletableFuture());
      var link = new RedisLink(commands, news);
      link.listen(onNews);
      return link;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      hangUp(commands);
      throw e;
    }
  }

  boolean isOpen() {
    return commands.isOpen() && news.isOpen();
  }

  /** The bytes of an answer; null if there are none. */
  CompletionStage<byte[]> answer(String name) {
    return commands.async().get(ANSWER + name);
  }

  CompletionStage<String> keep(String name, byte[] stored, Duration timeToLive) {
    return commands
        .async()
        .set(ANSWER + name, stored, SetArgs.Builder.px(Math.max(1, timeToLive.toMillis())));
  }

  /** Tells all nodes of versions, if there are any to tell, and asks for those that hold then. */
  CompletableFuture<Common> exchange(Map<Tag, Long> evicted) {
    var redis = commands.async();
    var told = CompletableFuture.completedFuture(0L);
    if (!evicted.isEmpty()) {
      Map<String, byte[]> fields = new LinkedHashMap<>();
      evicted.forEach((tag, version) -> fields.put(tag.name(), text(version)));
      var stored = redis.hset(VERSIONS, fields);
      var published = redis.publish(EVICTIONS, NOTHING);
      told = stored.thenCombine(published, (added, hearing) -> hearing).toCompletableFuture();
    }
    var versions = redis.hmget(VERSIONS, TAGS);
    var time = redis.time();
    return told.thenCombine(versions, (hearing, found) -> found)
        .thenCombine(
            time,
            (found, now) -> {
              var common = new EnumMap<Tag, Long>(Tag.class);
              found.stream()
                  .filter(KeyValue::hasValue)
                  .forEach(
                      field -> common.put(Tag.valueOf(field.getKey()), number(field.getValue())));
              return new Common(common, millis(now));
            });
  }

  @Override
  public void close() {
    hangUp(commands);
    hangUp(news);
  }

  private void listen(Runnable onNews)
      throws InterruptedException, ExecutionException, TimeoutException {
    var onBreak =
        new RedisConnectionStateAdapter() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            onNews.run();
          }
        };
    commands.addListener(onBreak);
    news.addListener(onBreak);
    news.addListener(
        new RedisPubSubAdapter<String, byte[]>() {
          @Override
          public void message(String channel, byte[] message) {
            onNews.run();
          }
        });
    try {
      news.async().subscribe(EVICTIONS).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      hangUp(news);
      throw e;
    }
  }

  private static <C extends StatefulConnection<?, ?>> C opened(CompletableFuture<C> connection)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return connection.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      var unused = connection.thenAccept(RedisLink::hangUp);
      throw e;
    }
  }

  /** Nobody waits for what is left of a connection. */
  private static void hangUp(StatefulConnection<?, ?> connection) {
    var unused = connection.closeAsync();
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, US_ASCII));
  }

  private static long millis(List<byte[]> secondsAndMicros) {
    return number(secondsAndMicros.get(0)) * 1_000 + number(secondsAndMicros.get(1)) / 1_000;
  }

  /**
   * What holds for all nodes.
   *
   * @param versions of the tags that have any
   * @param millis the time on Redis's clock
   */
  record Common(Map<Tag, Long> versions, long millis) {}
}

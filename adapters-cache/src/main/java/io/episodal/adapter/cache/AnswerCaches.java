package io.episodal.adapter.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.shared.port.out.Listener;
import java.time.Duration;

/** The door to the caches of finished answers. */
public final class AnswerCaches {
  /** The longest that a caller waits for Redis, once: then it is cut off. */
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private AnswerCaches() {}

  /**
   * A cache in the memory of this process. The arrays that it answers are shared by all callers,
   * who must not write into them.
   *
   * @param maximumBytes the most memory that kept answers may take, in bytes, at least 1; what was
   *     asked for least goes first
   */
  public static AnswerCache inProcess(long maximumBytes) {
    return new LayeredAnswerCache(
        atLeastOne(maximumBytes), new TagVersions(), SharedAnswers.NONE, Ticker.systemTicker());
  }

  /**
   * A cache in the memory of this process, as {@link #inProcess}, before one in a Redis that nodes
   * share. It returns at once and connects in the background: without Redis it does what it can,
   * and keeps an answer for at most a second, since evictions by other nodes cannot be heard of.
   *
   * @param address such as {@code redis://user:password@host:port/database}, or {@code rediss://}
   *     for TLS; the database belongs to one installation alone
   * @param listener hears when Redis is lost and regained
   * @throws IllegalArgumentException if the address is none; it does not repeat the address
   */
  public static Shared overRedis(String address, long maximumBytes, Listener listener) {
    var versions = new TagVersions();
    var redis = RedisAnswers.at(RedisAddress.of(address), versions, listener, PATIENCE);
    return new LayeredAnswerCache(atLeastOne(maximumBytes), versions, redis, Ticker.systemTicker());
  }

  private static long atLeastOne(long maximumBytes) {
    if (maximumBytes < 1) {
      throw new IllegalArgumentException("maximumBytes must be at least 1, not " + maximumBytes);
    }
    return maximumBytes;
  }

  /** A cache with connections, which {@link #close} ends. Thread-safe. */
  public interface Shared extends AnswerCache, AutoCloseable {
    @Override
    void close();
  }
}

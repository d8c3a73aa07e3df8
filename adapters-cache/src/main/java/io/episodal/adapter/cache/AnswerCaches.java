package io.episodal.adapter.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.episodal.domain.cache.port.out.AnswerCache;

/** The door to the caches of finished answers. */
public final class AnswerCaches {

  private AnswerCaches() {}

  /**
   * A cache in the memory of this process. The arrays that it answers are shared by all callers,
   * who must not write into them.
   *
   * @param maximumBytes the most memory that kept answers may take, in bytes, at least 1; what was
   *     asked for least goes first
   */
  public static AnswerCache inProcess(long maximumBytes) {
    if (maximumBytes < 1) {
      throw new IllegalArgumentException("maximumBytes must be at least 1, not " + maximumBytes);
    }
    return new CaffeineAnswerCache(maximumBytes, Ticker.systemTicker());
  }
}

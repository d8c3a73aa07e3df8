package io.episodal.adapter.http;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers that are the same for everybody, made once and then served from a cache: serialised,
 * compressed and tagged. Thread-safe.
 */
final class CachedAnswers {
  private final AnswerCache cache;

  CachedAnswers(AnswerCache cache) {
    this.cache = cache;
  }

  /**
   * The kept answer of JSON, or a new one.
   *
   * @param name the same for all requests that want the same, and for no other
   * @param timeToLive the longest that it may be served
   * @param facts what it is made of
   * @param make what becomes JSON
   */
  Answer json(String name, Duration timeToLive, Set<Tag> facts, Supplier<?> make) {
    Supplier<byte[]> packed = () -> PreparedBody.of(Answer.JSON, Json.bytes(make.get())).pack();
    var kept = cache.get(new AnswerCache.Key(name, facts), timeToLive, packed);
    return Answer.shared(
        Answer.JSON,
        PreparedBody.unpack(kept)
            .or(() -> PreparedBody.unpack(packed.get()))
            .orElseThrow(() -> new IllegalStateException("what was packed cannot be unpacked")),
        Answer.Caching.BRIEF);
  }
}

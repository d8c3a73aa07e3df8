package io.episodal.adapter.http;

import io.episodal.domain.cache.port.out.AnswerCache;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Keeps every answer until one of its tags is evicted. */
final class KeepingCache implements AnswerCache {
  private final Map<Key, byte[]> answers = new ConcurrentHashMap<>();
  private final LongAdder asked = new LongAdder();
  private final LongAdder made = new LongAdder();
  private final Map<Key, Duration> lives = new ConcurrentHashMap<>();

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    lives.put(key, timeToLive);
    asked.increment();
    return answers.computeIfAbsent(
        key,
        missing -> {
          made.increment();
          return load.get();
        });
  }

  @Override
  public void evict(Set<Tag> tags) {
    answers.keySet().removeIf(key -> !Collections.disjoint(key.tags(), tags));
  }

  @Override
  public void evictedElsewhere(Set<Tag> tags) {
    evict(tags);
  }

  @Override
  public boolean healthy() {
    return true;
  }

  @Override
  public Counts counts() {
    return new Counts(asked.sum() - made.sum(), 0, made.sum(), 0);
  }

  /** How long each answer that was asked for may live. */
  Map<Key, Duration> lives() {
    return Map.copyOf(lives);
  }

  void clear() {
    answers.clear();
    lives.clear();
  }
}

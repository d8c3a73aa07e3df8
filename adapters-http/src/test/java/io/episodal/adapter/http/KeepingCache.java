package io.episodal.adapter.http;

import io.episodal.domain.cache.port.out.AnswerCache;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps every answer until one of its tags is evicted. */
final class KeepingCache implements AnswerCache {
  private final Map<Key, byte[]> answers = new ConcurrentHashMap<>();
  private final Map<Key, Duration> lives = new ConcurrentHashMap<>();

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    lives.put(key, timeToLive);
    return answers.computeIfAbsent(key, missing -> load.get());
  }

  @Override
  public void evict(Set<Tag> tags) {
    answers.keySet().removeIf(key -> !Collections.disjoint(key.tags(), tags));
  }

  @Override
  public boolean healthy() {
    return true;
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

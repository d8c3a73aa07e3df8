package io.episodal.testkit;

import io.episodal.domain.cache.port.out.AnswerCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A cache of answers with room for all of them. What is being loaded is in the map already, so that
 * others wait for it, and so that an eviction meets it. Thread-safe.
 */
public final class InMemoryAnswerCache implements AnswerCache {
  private final ConcurrentMap<Key, Answer> answers = new ConcurrentHashMap<>();
  private final LongAdder kept = new LongAdder();
  private final LongAdder made = new LongAdder();
  private final Clock clock;

  /**
   * An empty cache.
   *
   * @param clock tells when the time to live of an answer ends
   */
  public InMemoryAnswerCache(Clock clock) {
    this.clock = clock;
  }

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    var now = clock.instant();
    var mine = new Answer(new FutureTask<>(load::get), now.plus(timeToLive));
    var old = answers.get(key);
    if (old != null && !now.isBefore(old.expiresAt())) {
      answers.remove(key, old);
    }
    var others = answers.putIfAbsent(key, mine);
    if (others != null) {
      kept.increment();
      return outcome(key, others);
    }
    made.increment();
    mine.bytes().run();
    return outcome(key, mine);
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
    return new Counts(kept.sum(), 0, made.sum(), 0);
  }

  private byte[] outcome(Key key, Answer answer) {
    try {
      return answer.bytes().get();
    } catch (ExecutionException failed) {
      answers.remove(key, answer);
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("the load failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another caller loaded", interrupted);
    }
  }

  private record Answer(FutureTask<byte[]> bytes, Instant expiresAt) {}
}

package io.episodal.adapter.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the memory of this process, and behind it those that nodes share. Each is kept with
 * the version that its tags had before it was loaded and is served only while that is still their
 * version; so an eviction replaces a number and touches no answer, and what was being loaded
 * meanwhile is outdated when it arrives. The version is no part of the key: the next answer takes
 * the place of the outdated one, and keeps the standing among other answers that its popularity has
 * earned.
 */
final class LayeredAnswerCache implements AnswerCaches.Shared {
  /** How long what was just made is known to be right when other nodes cannot be heard of. */
  static final Duration TRUST = Duration.ofSeconds(1);

  /** About what the maps, the entry and the headers of key and array take for one answer. */
  private static final int OVERHEAD_BYTES = 256;

  /** The last part of the time to live in which an answer is made anew before it ends. */
  private static final int RENEWED_IN_THE_LAST = 10;

  private static final Duration LONGEST_RENEWAL = Duration.ofMinutes(1);

  private final TagVersions versions;
  private final SharedAnswers shared;
  private final Ticker ticker;
  private final SingleFlight<Flight, byte[]> flights = new SingleFlight<>();
  private final Cache<Key, Answer> answers;
  private final LongAdder fromProcess = new LongAdder();
  private final LongAdder fromShared = new LongAdder();
  private final LongAdder made = new LongAdder();

  LayeredAnswerCache(long maximumBytes, TagVersions versions, SharedAnswers shared, Ticker ticker) {
    this.versions = versions;
    this.shared = shared;
    this.ticker = ticker;
    answers =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher(LayeredAnswerCache::weight)
            .expireAfter(Expiry.writing((Key key, Answer answer) -> answer.left()))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    var version = versions.of(key.tags());
    var kept = kept(key, version);
    if (kept != null && kept.isFresh(ticker.read())) {
      fromProcess.increment();
      return kept.bytes();
    }
    return flights.run(
        new Flight(key, version),
        () -> fetch(new Wanted(key, version, timeToLive, load)),
        outcome -> {
          fromProcess.increment();
          return kept == null ? outcome : kept::bytes;
        });
  }

  @Override
  public void evict(Set<Tag> tags) {
    versions.evict(tags);
    shared.evicted();
  }

  @Override
  public void evictedElsewhere(Set<Tag> tags) {
    shared.evictedElsewhere(tags, versions);
  }

  @Override
  public boolean healthy() {
    return shared.healthy();
  }

  @Override
  public Counts counts() {
    return new Counts(fromProcess.sum(), fromShared.sum(), made.sum(), shared.failures());
  }

  @Override
  public void close() {
    shared.close();
  }

  private @Nullable Answer kept(Key key, long version) {
    var answer = answers.getIfPresent(key);
    return answer != null
            && answer.version() == version
            && (shared.vouches() || answer.isYoung(ticker.read()))
        ? answer
        : null;
  }

  /** Looks once more, since another flight may have landed just before this one took off. */
  private byte[] fetch(Wanted wanted) {
    var kept = kept(wanted.key(), wanted.version());
    if (kept != null && kept.isFresh(ticker.read())) {
      fromProcess.increment();
      return kept.bytes();
    }
    var found = shared.find(wanted.key(), wanted.version());
    if (found.isPresent()) {
      var unknown = ticker.read() - TRUST.toNanos();
      kept = keep(wanted, found.get().bytes(), found.get().left(), unknown);
      if (kept.isFresh(ticker.read())) {
        fromShared.increment();
        return kept.bytes();
      }
    }
    made.increment();
    return kept == null ? make(wanted) : renew(wanted, kept);
  }

  private byte[] make(Wanted wanted) {
    var begun = ticker.read();
    var bytes = wanted.load().get();
    if (versions.of(wanted.key().tags()) == wanted.version()) {
      keep(wanted, bytes, wanted.timeToLive(), begun);
      shared.keep(wanted.key(), wanted.version(), bytes, wanted.timeToLive());
    }
    return bytes;
  }

  /** What is about to end still serves if nothing new can be had. */
  private byte[] renew(Wanted wanted, Answer kept) {
    try {
      return make(wanted);
    } catch (RuntimeException unavailable) {
      return kept.bytes();
    }
  }

  private Answer keep(Wanted wanted, byte[] bytes, Duration left, long knownAt) {
    var renewal = wanted.timeToLive().dividedBy(RENEWED_IN_THE_LAST);
    var fresh = left.minus(renewal.compareTo(LONGEST_RENEWAL) < 0 ? renewal : LONGEST_RENEWAL);
    var answer =
        new Answer(bytes, wanted.version(), left, knownAt, ticker.read() + fresh.toNanos());
    answers.put(wanted.key(), answer);
    return answer;
  }

  private static int weight(Key key, Answer answer) {
    var bytes = (long) OVERHEAD_BYTES + key.name().length() + answer.bytes().length;
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private record Flight(Key key, long version) {}

  private record Wanted(Key key, long version, Duration timeToLive, Supplier<byte[]> load) {}

  /**
   * A kept answer.
   *
   * @param left how long it might be served when it was kept
   * @param knownAt when it was known to be right, by the ticker
   * @param renewedFrom when it is time to make it anew, by the ticker
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(byte[] bytes, long version, Duration left, long knownAt, long renewedFrom) {
    boolean isFresh(long now) {
      return now - renewedFrom < 0;
    }

    boolean isYoung(long now) {
      return now - knownAt < TRUST.toNanos();
    }
  }
}

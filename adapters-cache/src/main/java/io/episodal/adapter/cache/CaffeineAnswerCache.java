package io.episodal.adapter.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.episodal.domain.cache.port.out.AnswerCache;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers in a Caffeine cache. Each is kept with the version that its tags had before it was loaded
 * and is served only while that is still their version; so an eviction counts one step and touches
 * no answer, and what was being loaded meanwhile is outdated when it arrives. The version is no
 * part of the key: the next answer takes the place of the outdated one, and keeps the standing
 * among other answers that its popularity has earned.
 */
final class CaffeineAnswerCache implements AnswerCache {
  /** About what the maps, the entry and the headers of key and array take for one answer. */
  private static final int OVERHEAD_BYTES = 256;

  private final TagVersions versions = new TagVersions();
  private final SingleFlight<Flight, byte[]> flights = new SingleFlight<>();
  private final Cache<Key, Answer> answers;

  CaffeineAnswerCache(long maximumBytes, Ticker ticker) {
    answers =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher(CaffeineAnswerCache::weight)
            .expireAfter(Expiry.writing((Key key, Answer answer) -> answer.timeToLive()))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load) {
    var version = versions.of(key.tags());
    var answer = answers.getIfPresent(key);
    if (answer != null && answer.version() >= version) {
      return answer.bytes();
    }
    return flights.run(
        new Flight(key, version), () -> loadUnlessKept(key, version, timeToLive, load));
  }

  @Override
  public void evict(Set<Tag> tags) {
    versions.advance(tags);
  }

  @Override
  public boolean healthy() {
    return true;
  }

  /** Looks once more, since another flight may have landed just before this one took off. */
  private byte[] loadUnlessKept(Key key, long version, Duration timeToLive, Supplier<byte[]> load) {
    var answer = answers.getIfPresent(key);
    if (answer != null && answer.version() >= version) {
      return answer.bytes();
    }
    var bytes = load.get();
    if (versions.of(key.tags()) == version) {
      answers.put(key, new Answer(bytes, version, timeToLive));
    }
    return bytes;
  }

  private static int weight(Key key, Answer answer) {
    var bytes = (long) OVERHEAD_BYTES + key.name().length() + answer.bytes().length;
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private record Flight(Key key, long version) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(byte[] bytes, long version, Duration timeToLive) {}
}

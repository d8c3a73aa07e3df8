package io.episodal.adapter.cache;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The version of each tag: a random number that an eviction replaces by another. Random, because a
 * counter that a restored or emptied store had set back would come by the same numbers again. A
 * reader sees an eviction of several tags as a whole or not at all. Thread-safe.
 */
final class TagVersions {
  /** How long it may take until an eviction that PostgreSQL has told is in Redis, too. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private final Set<Tag> unannounced = EnumSet.noneOf(Tag.class);
  private final Map<Tag, Expected> expected = new EnumMap<>(Tag.class);
  private volatile Map<Tag, Long> versions = Map.of();

  TagVersions() {
    replace(EnumSet.allOf(Tag.class));
  }

  /** The version of what is made of these tags: another one after an eviction of one of them. */
  long of(Set<Tag> tags) {
    var current = versions;
    var version = 0L;
    for (var tag : tags) {
      version += current.getOrDefault(tag, 0L);
    }
    return version;
  }

  /** Evicts tags here; other nodes are yet to be told. */
  synchronized void evict(Set<Tag> tags) {
    replace(tags);
    unannounced.addAll(tags);
  }

  /** Whether there is something that other nodes are yet to be told. */
  synchronized boolean areUnannounced() {
    return !unannounced.isEmpty();
  }

  /** What other nodes are yet to be told. They must be, or be told to forget everything. */
  synchronized Map<Tag, Long> takeUnannounced() {
    var taken = new EnumMap<Tag, Long>(Tag.class);
    unannounced.forEach(tag -> taken.put(tag, versions.getOrDefault(tag, 0L)));
    unannounced.clear();
    return taken;
  }

  /** Takes over what holds for all nodes, but for what this one has evicted since it told them. */
  synchronized void adopt(Map<Tag, Long> common) {
    var next = new EnumMap<Tag, Long>(versions);
    common.forEach((tag, version) -> {
      if (!unannounced.contains(tag)) {
        next.put(tag, version);
      }
    });
    versions = next;
  }

  /** Another version of these tags is to come from elsewhere. */
  synchronized void expect(Set<Tag> tags, long now) {
    for (var tag : tags) {
      var version = versions.getOrDefault(tag, 0L);
      expected.merge(
          tag,
          new Expected(version, now),
          (older, newer) -> older.version() == version ? older : newer);
    }
  }

  /** Evicts those tags of which another version was expected and has not come in good time. */
  synchronized void evictOverdue(long now) {
    expected
        .entrySet()
        .removeIf(entry -> entry.getValue().version() != versions.getOrDefault(entry.getKey(), 0L));
    var overdue = EnumSet.noneOf(Tag.class);
    expected.forEach((tag, since) -> {
      if (now - since.at() > GRACE.toNanos()) {
        overdue.add(tag);
      }
    });
    expected.keySet().removeAll(overdue);
    if (!overdue.isEmpty()) {
      evict(overdue);
    }
  }

  private void replace(Set<Tag> tags) {
    var next = new EnumMap<Tag, Long>(Tag.class);
    next.putAll(versions);
    tags.forEach(tag -> next.put(tag, ThreadLocalRandom.current().nextLong()));
    versions = next;
  }

  /**
   * A version that is to be replaced.
   *
   * @param version the one that was there when the eviction was heard
   * @param at when it was heard
   */
  private record Expected(long version, long at) {}
}

package io.episodal.adapter.cache;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How often each tag was evicted. A reader sees an eviction of several tags as a whole or not at
 * all. Thread-safe.
 */
final class TagVersions {
  private volatile Map<Tag, Long> evictions = Map.of();

  /** The version of what is made of these tags; it grows with every eviction of one of them. */
  long of(Set<Tag> tags) {
    var counted = evictions;
    var version = 0L;
    for (var tag : tags) {
      version += counted.getOrDefault(tag, 0L);
    }
    return version;
  }

  synchronized void advance(Set<Tag> tags) {
    var next = new EnumMap<Tag, Long>(Tag.class);
    next.putAll(evictions);
    tags.forEach(tag -> next.merge(tag, 1L, Long::sum));
    evictions = next;
  }
}

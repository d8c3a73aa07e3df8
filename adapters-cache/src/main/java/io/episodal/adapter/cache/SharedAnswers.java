package io.episodal.adapter.cache;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The level of the cache behind the memory of this process, which nodes have in common. It never
 * throws, and makes nobody wait for long. Thread-safe.
 */
interface SharedAnswers extends AutoCloseable {

  /** What another node has kept for this version of the key's tags. */
  Optional<Found> find(AnswerCache.Key key, long version);

  /** Keeps an answer, if that can be had at once. */
  void keep(AnswerCache.Key key, long version, byte[] bytes, Duration timeToLive);

  /** Whether no eviction that any node made more than a second ago is unknown here. */
  boolean vouches();

  /** This process has evicted tags. */
  void evicted();

  /** Another process has evicted tags, of which this level may hear by itself. */
  void evictedElsewhere(Set<Tag> tags, TagVersions versions);

  boolean healthy();

  /** How often it did not work. */
  long failures();

  @Override
  void close();

  /** An answer, and how long it may still be served. */
  record Found(@SuppressWarnings("ArrayRecordComponent") byte[] bytes, Duration left) {}

  /** For a process that is alone. */
  SharedAnswers NONE =
      new SharedAnswers() {
        @Override
        public Optional<Found> find(AnswerCache.Key key, long version) {
          return Optional.empty();
        }

        @Override
        public void keep(AnswerCache.Key key, long version, byte[] bytes, Duration timeToLive) {}

        @Override
        public boolean vouches() {
          return true;
        }

        @Override
        public void evicted() {}

        @Override
        public void evictedElsewhere(Set<Tag> tags, TagVersions versions) {
          versions.evict(tags);
        }

        @Override
        public boolean healthy() {
          return true;
        }

        @Override
        public long failures() {
          return 0;
        }

        @Override
        public void close() {}
      };
}

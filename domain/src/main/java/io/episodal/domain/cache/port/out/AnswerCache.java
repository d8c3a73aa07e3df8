package io.episodal.domain.cache.port.out;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps finished answers, bytes by key, until their time to live ends or one of their tags is
 * evicted. A failing cache is a miss, never an error. Thread-safe.
 */
public interface AnswerCache {

  /**
   * The kept answer, or what {@code load} makes; concurrent calls for one key load once. An answer
   * whose loading began before an eviction of one of its tags is not kept beyond that eviction.
   * What {@code load} throws reaches every waiting caller, and nothing is kept.
   *
   * <p>Near the end of its time to live an answer may be made anew by one caller, while others are
   * served the kept one; so is that caller, if {@code load} throws.
   *
   * @param timeToLive the longest that the answer may be served from here
   */
  byte[] get(Key key, Duration timeToLive, Supplier<byte[]> load);

  /** Forgets every answer that carries one of these tags. */
  void evict(Set<Tag> tags);

  /**
   * Another node has evicted these tags, or may have. A cache that hears of evictions in a way of
   * its own may wait a moment whether it does, and forgets the answers if not.
   */
  void evictedElsewhere(Set<Tag> tags);

  /**
   * Whether every level of the cache works; false means answers are made more often than needed.
   */
  boolean healthy();

  /** How calls have been answered so far. */
  Counts counts();

  /**
   * What is cached.
   *
   * @param name identifies the answer among all answers, such as {@code /analytics/top?limit=10}
   * @param tags the facts that the answer is made of
   */
  record Key(String name, Set<Tag> tags) {
    public Key {
      tags = Set.copyOf(tags);
    }
  }

  /**
   * Numbers of calls since the cache was made.
   *
   * @param inProcess answers that this process had, or that another caller was just making
   * @param shared answers that another process had made
   * @param made answers that were made anew, or could not be
   * @param failures times that a level of the cache did not work
   */
  record Counts(long inProcess, long shared, long made, long failures) {}

  /** A body of facts whose change makes answers stale. */
  enum Tag {
    /** Releases, episodes, genres, franchises and ratings. */
    CATALOGUE,
    /** Counters of views. */
    VIEWS,
    /** Scores and rankings. */
    RANKING
  }
}

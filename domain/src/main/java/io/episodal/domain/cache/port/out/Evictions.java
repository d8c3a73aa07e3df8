package io.episodal.domain.cache.port.out;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells every node over a store, and whatever else changes it, which answers are outdated. What a
 * transaction tells is heard once it has been committed. Thread-safe.
 */
public interface Evictions {

  /**
   * Has {@code hearer} called with evictions, whoever told them. When listening begins, and
   * whenever some may have been missed, that is {@link Eviction#OF_EVERYTHING}. Calls come one at a
   * time and must return at once.
   *
   * @return what ends it
   */
  Runnable listen(Consumer<Eviction> hearer);

  /**
   * What made answers outdated.
   *
   * @param teller who told it, so that one knows one's own
   * @param tags the facts that have changed
   */
  record Eviction(UUID teller, Set<Tag> tags) {
    /** Nobody knows what has been missed. */
    public static final Eviction OF_EVERYTHING = new Eviction(new UUID(0, 0), Set.of(Tag.values()));

    public Eviction {
      tags = Set.copyOf(tags);
    }
  }
}

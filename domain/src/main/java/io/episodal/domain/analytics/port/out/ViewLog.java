package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views in the store. */
public interface ViewLog {

  /**
   * Those of the items that exist, each with its runtime in seconds where that is known. An episode
   * of another release does not exist.
   */
  Map<Item, Optional<Integer>> runtimes(Set<Item> items);

  /**
   * Adds events, leaving out those whose id and time are there already; answers those that it
   * added.
   */
  List<ViewEvent> append(List<ViewEvent> events);

  /** Those of the keys that are there already, each with why its event is doubted, if it is. */
  Map<Key, Optional<ViewFlag>> flags(Set<Key> keys);

  /** Sixteen random bytes of a day, the same for all nodes, made when first asked for. */
  byte[] saltOf(LocalDate day);

  /** Forgets the salts of days before this one. */
  void forgetSaltsBefore(LocalDate day);

  /**
   * Makes the partitions that hold events from {@code from} to {@code until}, if they are missing.
   */
  void preparePartitions(Instant from, Instant until);

  /** What can be viewed: a release, or one of its episodes. */
  record Item(ReleaseId release, @Nullable EpisodeId episode) {}

  /** What events of a release that are equal in id and time have in common. */
  record Key(ReleaseId release, Instant viewedAt, ViewId id) {}
}

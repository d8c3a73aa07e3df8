package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a whole catalogue into the store, portion by portion, as fast as the store takes rows. */
public interface CatalogueLoad {

  /** Keeps other loads out until the transaction ends; conflict if one is under way. */
  void begin();

  /** The releases of those keys that were ever imported. */
  Map<String, Known> known(Collection<String> keys);

  /** Adds rows that are all new; conflict if a number is taken. */
  void add(Portion portion);

  /**
   * A release that was imported before.
   *
   * @param numbers of all episodes that it has, or had until they were deleted
   */
  record Known(ReleaseId id, boolean deleted, Set<Integer> numbers) {
    public Known {
      numbers = Set.copyOf(numbers);
    }
  }

  /**
   * Some new rows, which may refer to each other and to what is there.
   *
   * @param episodes of these releases, or of others
   */
  record Portion(List<Franchise> franchises, List<NewRelease> releases, List<Episode> episodes) {
    public Portion {
      franchises = List.copyOf(franchises);
      releases = List.copyOf(releases);
      episodes = List.copyOf(episodes);
    }
  }
}

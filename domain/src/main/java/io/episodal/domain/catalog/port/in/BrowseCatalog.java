package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;

/**
 * For reading the catalogue. What is deleted is not found. Thread-safe; an unknown id is refused as
 * not found, a foreign cursor as invalid.
 */
public interface BrowseCatalog {

  Page<Release> releases(ReleaseQuery query, PageRequest page);

  Release release(ReleaseId id);

  /** The episodes of a release by number. */
  Page<Episode> episodes(ReleaseId release, PageRequest page);

  Episode episode(EpisodeId id);

  /** Genres by name. */
  Page<Genre> genres(PageRequest page);

  /** Franchises by name. */
  Page<Franchise> franchises(PageRequest page);

  Franchise franchise(FranchiseId id);
}

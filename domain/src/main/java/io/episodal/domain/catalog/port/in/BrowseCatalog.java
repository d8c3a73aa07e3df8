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

  /** The releases that a query asks for, in its order. */
  Page<Release> releases(ReleaseQuery query, PageRequest page);

  /** A release with its genres, franchise and rating. */
  Release release(ReleaseId id);

  /** The episodes of a release by number. */
  Page<Episode> episodes(ReleaseId release, PageRequest page);

  /** An episode, released or upcoming. */
  Episode episode(EpisodeId id);

  /** Genres by name. */
  Page<Genre> genres(PageRequest page);

  /** Franchises by name. */
  Page<Franchise> franchises(PageRequest page);

  /** A franchise by its id. */
  Franchise franchise(FranchiseId id);
}

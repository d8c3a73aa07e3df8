package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Genres in the store. */
public interface Genres {

  /** Adds a genre; conflict if its name is taken. */
  void add(Genre genre);

  /** Replaces a genre; conflict if its name is taken. */
  void replace(Genre genre);

  /** Removes a genre, which no release may be in. */
  void remove(GenreId id);

  /** The genre with this id. */
  Optional<Genre> find(GenreId id);

  /**
   * Finds a genre and keeps everybody else from using or changing it until the transaction ends.
   */
  Optional<Genre> findForUpdate(GenreId id);

  /**
   * Those of the ids that do not exist; those that do cannot be removed before the transaction
   * ends.
   */
  Set<GenreId> unknown(Collection<GenreId> ids);

  /** How many releases are in it. */
  long releasesIn(GenreId id);

  /** A page in order of name. */
  Page<Genre> page(PageRequest request);

  /** The ids of those names that exist. */
  Map<String, GenreId> byName(Collection<String> names);
}

package io.episodal.domain.catalog.port.out;

import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Things in the store that have a name of their own and that releases are in: genres or franchises.
 *
 * @param <I> identifies one
 * @param <T> is one
 */
public interface NamedThings<I, T> {

  /** Adds things; conflict if a name is taken. */
  void add(List<T> things);

  /** Replaces things; conflict if a name is taken. */
  void replace(List<T> things);

  /**
   * Gives up the names of things that will be replaced or removed before the transaction ends, so
   * that names can be exchanged.
   */
  void freeNames(Collection<I> ids);

  /** Removes things that no release is in. */
  void remove(Collection<I> ids);

  /** The one with this id. */
  Optional<T> find(I id);

  /**
   * Finds things, in the order of their ids, and keeps everybody else from using or changing them
   * until the transaction ends.
   */
  List<T> findForUpdate(Collection<I> ids);

  /**
   * Those of the ids that do not exist; those that do cannot be removed before the transaction
   * ends.
   */
  Set<I> unknown(Collection<I> ids);

  /** How many releases are in those of them that are in use. */
  Map<I, Long> releasesIn(Collection<I> ids);

  /** A page in order of name. */
  Page<T> page(PageRequest request);

  /** The ids of those names that exist. */
  Map<String, I> byName(Collection<String> names);
}

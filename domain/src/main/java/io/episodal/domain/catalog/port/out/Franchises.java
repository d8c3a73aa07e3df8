package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Franchises in the store. */
public interface Franchises {

  /** Adds a franchise; conflict if its name is taken. */
  void add(Franchise franchise);

  /** Replaces a franchise; conflict if its name is taken. */
  void replace(Franchise franchise);

  /** Removes a franchise, which no release may be in. */
  void remove(FranchiseId id);

  /** The franchise with this id. */
  Optional<Franchise> find(FranchiseId id);

  /**
   * Finds a franchise and keeps everybody else from using or changing it until the transaction
   * ends.
   */
  Optional<Franchise> findForUpdate(FranchiseId id);

  /**
   * Those of the ids that do not exist; those that do cannot be removed before the transaction
   * ends.
   */
  Set<FranchiseId> unknown(Collection<FranchiseId> ids);

  /** How many releases are in it. */
  long releasesIn(FranchiseId id);

  /** A page in order of name. */
  Page<Franchise> page(PageRequest request);

  /** The ids of those names that exist. */
  Map<String, FranchiseId> byName(Collection<String> names);
}

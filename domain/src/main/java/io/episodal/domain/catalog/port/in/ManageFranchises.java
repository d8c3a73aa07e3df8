package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.shared.Change;

/** For editing franchises. A change is committed when the call returns. Thread-safe. */
public interface ManageFranchises {

  /** Adds a franchise; conflict if its name is taken. */
  Accepted<FranchiseId> create(Named details);

  /** Changes a franchise; not found if unknown, conflict if the name is taken. */
  Accepted<FranchiseId> update(FranchiseId id, Change<String> name, Change<String> description);

  /** Removes a franchise that no release is in and ends subscriptions to it; else conflict. */
  Accepted<FranchiseId> delete(FranchiseId id);
}

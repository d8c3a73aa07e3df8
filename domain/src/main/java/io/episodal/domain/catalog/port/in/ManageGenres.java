package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.shared.Change;

/** For editing genres. A change is committed when the call returns. Thread-safe. */
public interface ManageGenres {

  /** Adds a genre; conflict if its name is taken. */
  Accepted<GenreId> create(Named details);

  /** Changes a genre; not found if unknown, conflict if the name is taken. */
  Accepted<GenreId> update(GenreId id, Change<String> name, Change<String> description);

  /** Removes a genre that no release is in and ends subscriptions to it; else conflict. */
  Accepted<GenreId> delete(GenreId id);
}

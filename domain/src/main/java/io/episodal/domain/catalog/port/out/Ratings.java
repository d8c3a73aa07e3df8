package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;

/** Ratings in the store, with their sum and count by release. */
public interface Ratings {

  /** Sets or replaces the user's rating, 1 to 10. */
  void put(UserId user, ReleaseId release, int score);

  /** Takes the user's rating back, if there is one. */
  void remove(UserId user, ReleaseId release);
}

package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;

/** For rating releases. Thread-safe; an unknown release is refused as not found. */
public interface RateReleases {

  /** Sets the user's rating; invalid unless {@code score} is 1 to 10. */
  void rate(UserId user, ReleaseId release, int score);

  /** Takes the user's rating back, if there is one. */
  void unrate(UserId user, ReleaseId release);
}

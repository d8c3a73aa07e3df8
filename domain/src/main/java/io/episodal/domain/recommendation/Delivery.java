package io.episodal.domain.recommendation;

/** What became of a recommendation that was to be sent to one user. */
public enum Delivery {
  /** It is in the inbox. */
  SENT,
  /** The user watched, follows or followed the release. */
  KNOWN,
  /** The user has switched recommendations off, or muted the release, a genre or the franchise. */
  MUTED,
  /** The user is at the limit of notifications. */
  LIMITED
}

package io.episodal.domain.shared.port.out;

import java.time.Duration;

/**
 * Hears of noteworthy events that no caller is told of; the place for a host's log and metrics. All
 * methods return at once and never throw. Thread-safe.
 */
public interface Listener {

  /** A step of background work was done and committed. */
  default void jobStepDone(String kind, Duration took) {}

  /** A step of background work failed and will be tried again after {@code delay}. */
  default void jobWillRetry(String kind, int attempts, Duration delay, Throwable cause) {}

  /** A step of background work failed too often and was set aside. */
  default void jobSetAside(String kind, int attempts, Throwable cause) {}

  /** The queue of background work could not be read; {@code cause} says why. */
  default void queueUnreachable(Throwable cause) {}

  /** One step of a fan-out told users. */
  default void usersNotified(long users) {}

  /** One step told users what had been held back, a digest each. */
  default void digestsDelivered(long users) {}

  /**
   * One step of a fan-out met users who are at their limit, and held its notification back from
   * them or dropped it.
   *
   * @param type of the notification
   */
  default void limitReached(String type, long users) {}

  /**
   * A group of reported views was committed.
   *
   * @param requests how many callers shared it
   * @param views how many they reported
   * @param waited how long the first of the callers had waited for the group to begin
   * @param took how long the group took
   */
  default void viewsRecorded(int requests, int views, Duration waited, Duration took) {}

  /** A transaction met a deadlock or a serialisation failure and is tried again. */
  default void transactionRetried() {}

  /** The cache that nodes share is done without until {@link #sharedCacheRegained}. */
  default void sharedCacheLost(Throwable cause) {}

  /** The cache that nodes share works, at its first connection or again. */
  default void sharedCacheRegained() {}
}

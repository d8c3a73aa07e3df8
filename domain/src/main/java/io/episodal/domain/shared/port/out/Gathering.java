package io.episodal.domain.shared.port.out;

import java.time.Duration;

/**
 * Where concurrent callers share work: while one group of their requests is worked on, the next one
 * gathers. Groups are worked on one after the other, never two at once, in the order of asking.
 * Thread-safe.
 *
 * @param <Q> what a caller asks
 * @param <A> what it is answered
 */
public interface Gathering<Q, A> extends AutoCloseable {

  /**
   * Waits until the request's group has been worked on. Refused as unavailable if there is no room,
   * if that takes too long, if the work finds its store away, or if this is closed. When a group
   * fails otherwise, each of its requests is worked on alone, so that only the one at fault gets
   * what the work throws.
   *
   * @param weight how much of the room the request takes, 1 or more
   */
  A ask(Q request, int weight);

  /** What waits now. */
  Waiting waiting();

  /** Refuses requests from now on and waits, within a bound, until those received are answered. */
  @Override
  void close();

  /**
   * What was asked and is not answered yet. Immutable.
   *
   * @param weight of all such requests
   * @param oldest how long the first of them has waited
   */
  record Waiting(int weight, Duration oldest) {}

  /**
   * How much gathers. Immutable.
   *
   * @param room the most weight of requests that are not answered yet, 1 or more
   * @param group the most weight of a group, 1 or more; a heavier request is a group of its own
   * @param patience how long a caller waits, positive
   */
  record Bounds(int room, int group, Duration patience) {
    public Bounds {
      if (room < 1 || group < 1 || !patience.isPositive()) {
        throw new IllegalArgumentException("there must be room, a group and patience: " + room);
      }
    }
  }
}

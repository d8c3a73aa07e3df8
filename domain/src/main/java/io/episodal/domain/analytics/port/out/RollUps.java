package io.episodal.domain.analytics.port.out;

import java.time.Instant;

/**
 * The sums of views that figures are read from: by hour, day and window. Each is a function of the
 * set of views and of the hour of the last fold, whatever the order in which the views came.
 */
public interface RollUps {

  /**
   * Adds the views that have been recorded since the last call, and takes out of windows what left
   * them: a window moves by the hour and begins with the hour in which it would begin by its
   * length. Only one may do so at a time; if another does, it is left to that one.
   *
   * @return how many releases changed
   */
  long fold(Instant now);
}

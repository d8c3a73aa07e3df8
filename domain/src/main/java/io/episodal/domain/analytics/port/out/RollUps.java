package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.DayRange;
import java.time.Instant;

/**
 * The sums of views that figures are read from: by hour, day, window and episode, and the trends.
 * Each is a function of the set of views and of the hour of the last fold, whatever the order in
 * which the views came.
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

  /**
   * Makes the sums of days anew from the views of these days that have been added, and after them
   * all that is made of sums. Days of which views may have been dropped are left as they are. Sums
   * of episodes have no days: they are made anew with all days alone, and only while no view has
   * been dropped. Waits for a fold that is going on.
   */
  void rebuild(DayRange days);
}

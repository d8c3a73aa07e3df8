package io.episodal.application.analytics;

import io.episodal.application.analytics.MediaTimes.ViewerHour;
import io.episodal.domain.analytics.MediaTime;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.port.out.ViewLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the views of a group, one after the other, why they are doubted. Not thread-safe; lives
 * for one group.
 */
final class ViewJudge {
  private final MediaTimes times;
  private final Map<ViewLog.Key, Optional<ViewFlag>> known;
  private final Map<ViewerHour, MediaTime> hours = new HashMap<>();
  private boolean foundTooMuch;

  /**
   * One that has not seen any view of the group.
   *
   * @param times what viewers watched before
   * @param recorded views in the log, which repeats of them are judged by
   */
  ViewJudge(MediaTimes times, Map<ViewLog.Key, Optional<ViewFlag>> recorded) {
    this.times = times;
    this.known = new HashMap<>(recorded);
  }

  /**
   * Why a view is doubted, null if it is not. A repeat is judged as it was before, and takes no
   * time.
   *
   * @param viewer who watched
   * @param ofCaller why the one who reports it is doubted, null if it is not
   */
  @Nullable ViewFlag flag(PendingView view, Viewer viewer, @Nullable ViewFlag ofCaller) {
    return known.computeIfAbsent(view.key(), unseen -> judged(view, viewer, ofCaller)).orElse(null);
  }

  /** Whether viewers watched too much, unless what they are reported to watch was a repeat. */
  boolean foundTooMuch() {
    return foundTooMuch;
  }

  private Optional<ViewFlag> judged(PendingView view, Viewer viewer, @Nullable ViewFlag ofCaller) {
    var hour = ViewerHour.of(viewer, view.viewedAt());
    var before = hours.get(hour);
    var time = (before == null ? times.of(hour) : before).plus(view.view().watchedSeconds());
    hours.put(hour, time);
    foundTooMuch |= time.isTooMuch();
    if (ofCaller != null) {
      return Optional.of(ofCaller);
    }
    return time.isTooMuch() ? Optional.of(ViewFlag.MEDIA_TIME) : Optional.empty();
  }
}

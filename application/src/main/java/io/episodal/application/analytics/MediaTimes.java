package io.episodal.application.analytics;

import io.episodal.domain.analytics.MediaTime;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much the latest viewers of this node watched in their hours. Not thread-safe: groups of views
 * are recorded one after the other.
 */
final class MediaTimes {
  /** About 3 MB. Who has not watched for longest is forgotten, and then judged anew. */
  private static final int MOST = 20_000;

  private static final int SECONDS_OF_HOUR = 3_600;

  private final Map<ViewerHour, MediaTime> times =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ViewerHour, MediaTime> eldest) {
          return size() > MOST;
        }
      };

  MediaTime of(ViewerHour hour) {
    return times.getOrDefault(hour, MediaTime.NONE);
  }

  void add(ViewEvent recorded) {
    times.merge(
        ViewerHour.of(recorded.viewer(), recorded.viewedAt()),
        MediaTime.NONE.plus(recorded.watchedSeconds()),
        (known, more) -> known.plus(recorded.watchedSeconds()));
  }

  /** A viewer's UTC hour, counted from 1970. */
  record ViewerHour(Viewer viewer, long hour) {
    static ViewerHour of(Viewer viewer, Instant at) {
      return new ViewerHour(viewer, Math.floorDiv(at.getEpochSecond(), SECONDS_OF_HOUR));
    }
  }
}

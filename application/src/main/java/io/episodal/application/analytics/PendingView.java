package io.episodal.application.analytics;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A view of which only the store can tell whether there is such a thing to watch. Immutable.
 *
 * @param index its place among those that its caller reported
 */
record PendingView(int index, View view, ViewId id, Instant viewedAt) {

  /** What was watched. */
  Item item() {
    return new Item(view.release(), view.episode());
  }

  /** The release of what was watched. */
  Item release() {
    return new Item(view.release(), null);
  }

  /** What makes repeats of it equal. */
  ViewLog.Key key() {
    return new ViewLog.Key(view.release(), viewedAt, id);
  }

  /**
   * What is recorded.
   *
   * @param viewer who watched
   * @param runtimeSeconds how long the item is, or null if that is unknown
   * @param flag why it is doubted, null if it is not
   */
  ViewEvent event(Viewer viewer, @Nullable Integer runtimeSeconds, @Nullable ViewFlag flag) {
    return new ViewEvent(
        id,
        view.release(),
        view.episode(),
        viewer,
        viewedAt,
        view.watchedSeconds(),
        view.completion(),
        ViewEvent.isEngaged(view.watchedSeconds(), runtimeSeconds),
        flag);
  }
}

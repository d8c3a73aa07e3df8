package io.episodal.application.analytics;

import io.episodal.application.analytics.MediaTimes.ViewerHour;
import io.episodal.domain.analytics.MediaTime;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.port.in.RecordViews.Recorded;
import io.episodal.domain.analytics.port.in.RecordViews.Rejection;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.transaction.Transaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports of several callers on their way into the log: one read of the items that they name and
 * one write of events. Not thread-safe; lives for one transaction.
 */
final class ViewGroup {
  private final Transaction tx;
  private final List<ViewReport> reports;
  private final MediaTimes times;
  private final Map<Item, Optional<Integer>> runtimes = new HashMap<>();
  private final Map<ViewerHour, MediaTime> judged = new HashMap<>();
  private final List<ViewEvent> events = new ArrayList<>();

  /**
   * A group that is not recorded yet.
   *
   * @param times what viewers watched before; what they watch now is added after the commit
   */
  ViewGroup(Transaction tx, List<ViewReport> reports, MediaTimes times) {
    this.tx = tx;
    this.reports = reports;
    this.times = times;
  }

  /** Records what can be recorded; what became of each report. */
  List<Recorded> record() {
    findItems();
    var recorded = reports.stream().map(this::sortOut).toList();
    if (!events.isEmpty()) {
      var added = tx.viewLog().append(events);
      tx.afterCommit(() -> added.forEach(times::add));
    }
    return recorded;
  }

  /** Whether a missing episode's release exists is asked only if one is missing. */
  private void findItems() {
    var items = new HashSet<Item>();
    reports.forEach(report -> report.views().forEach(view -> items.add(view.item())));
    runtimes.putAll(tx.viewLog().runtimes(items));
    Set<Item> missing = new HashSet<>();
    for (var item : items) {
      if (item.episode() != null && !runtimes.containsKey(item)) {
        missing.add(new Item(item.release(), null));
      }
    }
    if (!missing.isEmpty()) {
      runtimes.putAll(tx.viewLog().runtimes(missing));
    }
  }

  private Recorded sortOut(ViewReport report) {
    var rejections = new ArrayList<Rejection>();
    var flags = EnumSet.noneOf(ViewFlag.class);
    for (var view : report.views()) {
      var runtime = runtimes.get(view.item());
      if (runtime == null) {
        rejections.add(new Rejection(view.index(), unknown(view)));
      } else {
        var flag = flag(report, view);
        events.add(view.event(runtime.orElse(null), flag));
        if (flag != null) {
          flags.add(flag);
        }
      }
    }
    return new Recorded(rejections, flags);
  }

  private @Nullable ViewFlag flag(ViewReport report, PendingView view) {
    var hour = ViewerHour.of(view.viewer(), view.viewedAt());
    var before = judged.get(hour);
    var time = (before == null ? times.of(hour) : before).plus(view.view().watchedSeconds());
    judged.put(hour, time);
    if (report.flag() != null) {
      return report.flag();
    }
    return time.isTooMuch() ? ViewFlag.MEDIA_TIME : null;
  }

  private Violation unknown(PendingView view) {
    return view.view().episode() != null && runtimes.containsKey(view.release())
        ? new Violation("episode_id", "the release has no such episode")
        : new Violation("release_id", "no release has the id " + view.view().release().value());
  }
}

package io.episodal.application.analytics;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.port.in.RecordViews.Rejection;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import io.episodal.domain.shared.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports of several callers on their way into the log: one read of the items that they name and
 * one write of events. Not thread-safe; lives for one transaction.
 */
final class ViewGroup {
  private final ViewLog log;
  private final List<ViewReport> reports;
  private final Map<Item, Optional<Integer>> runtimes = new HashMap<>();
  private final List<ViewEvent> events = new ArrayList<>();

  ViewGroup(ViewLog log, List<ViewReport> reports) {
    this.log = log;
    this.reports = reports;
  }

  /** Records what can be recorded; what cannot, for each report. */
  List<List<Rejection>> record() {
    findItems();
    var rejections = reports.stream().map(this::sortOut).toList();
    if (!events.isEmpty()) {
      log.append(events);
    }
    return rejections;
  }

  /** Whether a missing episode's release exists is asked only if one is missing. */
  private void findItems() {
    var items = new HashSet<Item>();
    reports.forEach(report -> report.views().forEach(view -> items.add(view.item())));
    runtimes.putAll(log.runtimes(items));
    Set<Item> missing = new HashSet<>();
    for (var item : items) {
      if (item.episode() != null && !runtimes.containsKey(item)) {
        missing.add(new Item(item.release(), null));
      }
    }
    if (!missing.isEmpty()) {
      runtimes.putAll(log.runtimes(missing));
    }
  }

  private List<Rejection> sortOut(ViewReport report) {
    var rejections = new ArrayList<Rejection>();
    for (var view : report.views()) {
      var runtime = runtimes.get(view.item());
      if (runtime == null) {
        rejections.add(new Rejection(view.index(), unknown(view)));
      } else {
        events.add(view.event(runtime.orElse(null)));
      }
    }
    return rejections;
  }

  private Violation unknown(PendingView view) {
    return view.view().episode() != null && runtimes.containsKey(view.release())
        ? new Violation("episode_id", "the release has no such episode")
        : new Violation("release_id", "no release has the id " + view.view().release().value());
  }
}

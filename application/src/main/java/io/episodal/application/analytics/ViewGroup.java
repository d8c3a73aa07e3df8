package io.episodal.application.analytics;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.port.in.RecordViews.Recorded;
import io.episodal.domain.analytics.port.in.RecordViews.Rejection;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.transaction.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reports of several callers on their way into the log: one read of the items that they name and
 * one write of events. Not thread-safe; lives for one transaction.
 */
final class ViewGroup {
  private final Transaction tx;
  private final List<ViewReport> reports;
  private final DailySalt salt;
  private final MediaTimes times;
  private final Map<LocalDate, byte[]> salts = new HashMap<>();
  private final Map<Item, Optional<Integer>> runtimes = new HashMap<>();
  private final List<ViewEvent> events = new ArrayList<>();

  /**
   * A group that is not recorded yet.
   *
   * @param salt of the day that is going on
   * @param times what viewers watched before; what they watch now is added after the commit
   */
  ViewGroup(Transaction tx, List<ViewReport> reports, DailySalt salt, MediaTimes times) {
    this.tx = tx;
    this.reports = reports;
    this.salt = salt;
    this.times = times;
  }

  /** Records what can be recorded; what became of each report. */
  List<Recorded> record() {
    findItems();
    var recorded = sortOut();
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

  /** Which views are repeats is asked only if somebody seems to have watched too much. */
  private List<Recorded> sortOut() {
    var judge = new ViewJudge(times, Map.of());
    var recorded = sortOut(judge);
    var repeatable = repeatable();
    if (!judge.foundTooMuch() || repeatable.isEmpty()) {
      return recorded;
    }
    events.clear();
    return sortOut(new ViewJudge(times, tx.viewLog().flags(repeatable)));
  }

  private List<Recorded> sortOut(ViewJudge judge) {
    return reports.stream().map(report -> sortOut(report, judge)).toList();
  }

  private Recorded sortOut(ViewReport report, ViewJudge judge) {
    var rejections = new ArrayList<Rejection>();
    var flags = EnumSet.noneOf(ViewFlag.class);
    for (var view : report.views()) {
      var runtime = runtimes.get(view.item());
      if (runtime == null) {
        rejections.add(new Rejection(view.index(), unknown(view)));
      } else {
        var viewer = report.viewer(view, this::saltOf);
        var flag = judge.flag(view, viewer, report.flag());
        events.add(view.event(viewer, runtime.orElse(null), flag));
        if (flag != null) {
          flags.add(flag);
        }
      }
    }
    return new Recorded(rejections, flags);
  }

  private byte[] saltOf(LocalDate day) {
    return salts.computeIfAbsent(day, unknown -> salt.of(unknown, tx));
  }

  /** Those that have an id from their caller, who alone can repeat it. */
  private Set<ViewLog.Key> repeatable() {
    return reports.stream()
        .flatMap(report -> report.views().stream())
        .filter(view -> view.view().id() != null)
        .map(PendingView::key)
        .collect(Collectors.toSet());
  }

  private Violation unknown(PendingView view) {
    return view.view().episode() != null && runtimes.containsKey(view.release())
        ? new Violation("episode_id", "the release has no such episode")
        : new Violation("release_id", "no release has the id " + view.view().release().value());
  }
}

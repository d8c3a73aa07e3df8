package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.shared.port.out.Gathering;
import io.episodal.domain.transaction.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Records views, those of concurrent callers in one transaction. */
final class ViewService implements RecordViews, AutoCloseable {
  /** How far ahead of ours the clock of a client may be. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Violation FUTURE = new Violation("viewed_at", "must not lie in the future");

  /** Most views that several callers record together. */
  private static final int TOGETHER = 2_000;

  /** Who has waited this long had better try again than hold its place. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** After this long without a sign of the store the next group tries another connection. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  private final Engine engine;
  private final ViewPolicy policy;
  private final DailySalt salt = new DailySalt();
  private final MediaTimes mediaTimes = new MediaTimes();
  private final Gathering<ViewReport, Recorded> gathering;

  ViewService(Engine engine, Persistence persistence, ViewPolicy policy) {
    this.engine = engine;
    this.policy = policy;
    this.gathering =
        persistence.gather(
            new Gathering.Bounds(policy.mostWaiting(), TOGETHER, PATIENCE), this::recordGroup);
  }

  @Override
  public RecordedView record(View view, Visitor visitor) {
    var id = idOf(view);
    var recorded = recorded(List.of(pending(0, view, id, engine.now())), visitor);
    if (!recorded.rejections().isEmpty()) {
      throw DomainException.invalid(List.of(recorded.rejections().getFirst().violation()));
    }
    return new RecordedView(id, recorded.flags().stream().findFirst().orElse(null));
  }

  @Override
  public Recorded recordAll(List<View> views, Visitor visitor) {
    if (views.size() > MOST) {
      throw DomainException.invalid("", "must have at most " + MOST + " views");
    }
    var now = engine.now();
    var pending = new ArrayList<PendingView>(views.size());
    for (var view : views) {
      pending.add(pending(pending.size(), view, idOf(view), now));
    }
    return recorded(pending, visitor);
  }

  @Override
  public Waiting waiting() {
    var now = gathering.waiting();
    return new Waiting(now.weight(), now.oldest());
  }

  /** Answers what was received and refuses what comes. */
  @Override
  public void close() {
    gathering.close();
  }

  /** Only what is good as far as can be told here gets to the store. */
  private Recorded recorded(List<PendingView> views, Visitor visitor) {
    var now = engine.now();
    var latest = now.plus(SKEW);
    var good = new ArrayList<PendingView>(views.size());
    var rejections = new ArrayList<Rejection>();
    for (var view : views) {
      if (view.viewedAt().isAfter(latest)) {
        rejections.add(new Rejection(view.index(), FUTURE));
      } else {
        good.add(view);
      }
    }
    if (good.isEmpty()) {
      return new Recorded(rejections, Set.of());
    }
    var flag = policy.filters().flag(visitor).orElse(null);
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var report = new ViewReport(good, visitor, flag, day, System.nanoTime());
    var recorded = gathering.ask(report, good.size());
    rejections.addAll(recorded.rejections());
    rejections.sort(Comparator.comparingInt(Rejection::index));
    return new Recorded(rejections, recorded.flags());
  }

  private List<Recorded> recordGroup(List<ViewReport> reports) {
    var begun = System.nanoTime();
    var recorded =
        engine
            .unitOfWork()
            .writeWithin(
                LONGEST_SILENCE, tx -> new ViewGroup(tx, reports, salt, mediaTimes).record());
    engine
        .listener()
        .viewsRecorded(
            reports.size(),
            reports.stream().mapToInt(report -> report.views().size()).sum(),
            Duration.ofNanos(begun - reports.getFirst().askedAt()),
            Duration.ofNanos(System.nanoTime() - begun));
    return recorded;
  }

  private static PendingView pending(int index, View view, ViewId id, Instant now) {
    return new PendingView(index, view, id, view.viewedAt() == null ? now : view.viewedAt());
  }

  private ViewId idOf(View view) {
    return view.id() == null ? new ViewId(engine.ids().next()) : view.id();
  }
}

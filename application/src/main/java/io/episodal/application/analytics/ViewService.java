package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records views. */
final class ViewService implements RecordViews {
  /** How far ahead of ours the clock of a client may be. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Engine engine;
  private volatile @Nullable Salt salt;

  ViewService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public ViewId record(View view, Visitor visitor) {
    var identified = identified(view);
    var rejections = recordAll(List.of(identified), visitor);
    if (!rejections.isEmpty()) {
      throw DomainException.invalid(List.of(rejections.getFirst().violation()));
    }
    return id(identified);
  }

  @Override
  public List<Rejection> recordAll(List<View> views, Visitor visitor) {
    if (views.size() > MOST) {
      throw DomainException.invalid("", "must have at most " + MOST + " views");
    }
    if (views.isEmpty()) {
      return List.of();
    }
    var now = engine.now();
    var runtimes = runtimes(views);
    var events = new ArrayList<ViewEvent>();
    var rejections = new ArrayList<Rejection>();
    for (int i = 0; i < views.size(); i++) {
      var view = views.get(i);
      var fault = fault(view, now, runtimes);
      if (fault.isPresent()) {
        rejections.add(new Rejection(i, fault.get()));
      } else {
        events.add(
            event(
                view,
                visitor,
                now,
                runtimes.getOrDefault(item(view), Optional.empty()).orElse(null)));
      }
    }
    if (!events.isEmpty()) {
      engine.unitOfWork().run(tx -> tx.viewLog().append(events));
    }
    return rejections;
  }

  private Map<Item, Optional<Integer>> runtimes(List<View> views) {
    var items = new HashSet<Item>();
    for (var view : views) {
      items.add(item(view));
      items.add(new Item(view.release(), null));
    }
    return engine.unitOfWork().read(tx -> tx.viewLog().runtimes(items));
  }

  private static Optional<Violation> fault(
      View view, Instant now, Map<Item, Optional<Integer>> runtimes) {
    if (!runtimes.containsKey(new Item(view.release(), null))) {
      return Optional.of(
          new Violation("release_id", "no release has the id " + view.release().value()));
    }
    if (!runtimes.containsKey(item(view))) {
      return Optional.of(new Violation("episode_id", "the release has no such episode"));
    }
    return view.viewedAt() != null && view.viewedAt().isAfter(now.plus(SKEW))
        ? Optional.of(new Violation("viewed_at", "must not lie in the future"))
        : Optional.empty();
  }

  private ViewEvent event(
      View view, Visitor visitor, Instant now, @Nullable Integer runtimeSeconds) {
    return new ViewEvent(
        id(view),
        view.release(),
        view.episode(),
        viewer(view, visitor, now),
        view.viewedAt() == null ? now : view.viewedAt(),
        view.watchedSeconds(),
        view.completion(),
        ViewEvent.isEngaged(view.watchedSeconds(), runtimeSeconds));
  }

  private Viewer viewer(View view, Visitor visitor, Instant now) {
    if (visitor.user() != null) {
      return Viewer.user(visitor.user());
    }
    if (view.sessionId() != null) {
      return Viewer.session(view.sessionId());
    }
    return Viewer.anonymous(
        saltOf(LocalDate.ofInstant(now, ZoneOffset.UTC)), visitor.address(), visitor.userAgent());
  }

  private byte[] saltOf(LocalDate day) {
    var known = salt;
    if (known == null || !known.day().equals(day)) {
      known = new Salt(day, engine.unitOfWork().write(tx -> tx.viewLog().saltOf(day)));
      salt = known;
    }
    return known.bytes();
  }

  private View identified(View view) {
    return view.id() != null
        ? view
        : new View(
            view.release(),
            view.episode(),
            view.sessionId(),
            view.viewedAt(),
            view.watchedSeconds(),
            view.completion(),
            new ViewId(engine.ids().next()));
  }

  private ViewId id(View view) {
    return view.id() == null ? new ViewId(engine.ids().next()) : view.id();
  }

  private static Item item(View view) {
    return new Item(view.release(), view.episode());
  }

  /** The salt of the day that is going on; another node has the same. */
  private record Salt(LocalDate day, @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {}
}

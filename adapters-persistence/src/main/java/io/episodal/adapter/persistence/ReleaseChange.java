package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.HourCounts;
import io.episodal.domain.analytics.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What fresh views change about the figures of one release. It is given all views of the days in
 * which there are fresh ones, viewer by viewer, of a viewer item by item, and of an item in the
 * order of time. What counts once is counted for the first of all views and taken back for the
 * first of those that have been counted, so that it moves if an earlier one is reported late. Not
 * thread-safe.
 */
final class ReleaseChange {
  /** In the place of a reason: no filter doubts a view. */
  static final String NO_FLAG = "none";

  final UUID release;
  final Map<Long, HourChange> hours = new TreeMap<>();
  final Map<Long, ViewerSet> days = new TreeMap<>();
  final Map<Window, ViewerSet> viewers = new EnumMap<>(Window.class);
  final Map<UUID, EpisodeChange> episodes = new HashMap<>();

  /** How many views of a day each filter doubts, and how many none does. */
  final Map<Judged, Long> judged = new HashMap<>();

  private final WindowHours windows;
  private final Once engaged = new Once();
  private final Once completed = new Once();
  private @Nullable UUID viewer;
  private @Nullable UUID episode;

  ReleaseChange(UUID release, WindowHours windows) {
    this.release = release;
    this.windows = windows;
  }

  void add(ViewRow view) {
    if (!view.viewer().equals(viewer) || !Objects.equals(view.episode(), episode)) {
      viewer = view.viewer();
      episode = view.episode();
      engaged.forget();
      completed.forget();
    }
    if (view.fresh()) {
      addFresh(view);
    }
    if (view.countsAsEngaged()) {
      var change = engaged.add(view.hour(), view.fresh());
      if (change != 0) {
        hour(view.hour()).engagedViews += change;
      }
    }
    if (view.countsAsCompleted()) {
      var change = completed.add(view.day(), view.fresh());
      if (change != 0) {
        complete(view, change);
      }
    }
  }

  /** Adds users who began to follow in an hour, or takes them back. */
  void addFollowers(long hour, long many) {
    hour(hour).newFollowers += many;
  }

  /** What the hours of a window change by. */
  HourChange in(Window window) {
    var sum = new HourChange();
    var first = windows.first(window);
    hours.forEach((hour, change) -> {
      if (hour >= first) {
        sum.add(change);
      }
    });
    return sum;
  }

  /** About how many rows it changes. */
  int rows() {
    return hours.size() + days.size() + episodes.size() + Window.values().length;
  }

  private void addFresh(ViewRow view) {
    var hour = hour(view.hour());
    hour.totalViews++;
    hour.completionSum += HourCounts.thousandths(view.completion());
    if (view.flag() == null) {
      hour.watchedSeconds += view.seconds();
    }
    judged.merge(Judged.of(view), 1L, Long::sum);
    addViewer(view);
  }

  private void addViewer(ViewRow view) {
    var hash = ViewerSet.hash(view.viewer());
    days.computeIfAbsent(view.day(), day -> new ViewerSet()).add(hash);
    for (var window : Window.values()) {
      if (view.hour() >= windows.first(window)) {
        viewers.computeIfAbsent(window, key -> new ViewerSet()).add(hash);
      }
    }
    if (view.episode() != null) {
      episode(view.episode()).add(hash, view.signedIn());
    }
  }

  private void complete(ViewRow view, int change) {
    hour(view.hour()).completions += change;
    if (view.episode() != null) {
      episode(view.episode()).completions += change;
    }
  }

  private EpisodeChange episode(UUID id) {
    return episodes.computeIfAbsent(id, key -> new EpisodeChange());
  }

  private HourChange hour(long hour) {
    return hours.computeIfAbsent(hour, key -> new HourChange());
  }

  /** A reason for which views of a day, counted from 1970, are doubted, or {@link #NO_FLAG}. */
  record Judged(long day, String reason) {
    static Judged of(ViewRow view) {
      var flag = view.flag();
      return new Judged(view.day(), flag == null ? NO_FLAG : flag);
    }
  }

  /** What counts once in a stretch of time, of which it is told in order. */
  private static final class Once {
    private static final long NEVER = Long.MIN_VALUE;

    private long any = NEVER;
    private long counted = NEVER;

    void forget() {
      any = NEVER;
      counted = NEVER;
    }

    /** How much more counts now that one more is known: one, none, or one less. */
    int add(long stretch, boolean fresh) {
      var change = 0;
      if (stretch != any) {
        any = stretch;
        change++;
      }
      if (!fresh && stretch != counted) {
        counted = stretch;
        change--;
      }
      return change;
    }
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Applies what changed about some releases, a statement for each kind of row. */
final class PutChanges {
  private static final String HOURS =
      """
      insert into episodal.view_hours as h
        (release_id, hour_at, total_views, completion_sum, engaged_views, completions,
         watched_seconds, new_followers)
      select release_id, to_timestamp(hour * 3600), total_views, completion_sum, engaged_views,
        completions, watched_seconds, new_followers
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as c (release_id, hour, total_views, completion_sum, engaged_views, completions,
          watched_seconds, new_followers)
      on conflict (release_id, hour_at) do update
      set total_views = h.total_views + excluded.total_views,
        completion_sum = h.completion_sum + excluded.completion_sum,
        engaged_views = h.engaged_views + excluded.engaged_views,
        completions = h.completions + excluded.completions,
        watched_seconds = h.watched_seconds + excluded.watched_seconds,
        new_followers = h.new_followers + excluded.new_followers
      """;

  private static final String WINDOWS =
      """
      update episodal.release_stats s
      set total_views = s.total_views + c.total_views,
        completion_sum = s.completion_sum + c.completion_sum,
        engaged_views = s.engaged_views + c.engaged_views,
        completions = s.completions + c.completions,
        watched_seconds = s.watched_seconds + c.watched_seconds
      from unnest(?, ?, ?, ?, ?, ?, ?)
        as c (release_id, stat_window, total_views, completion_sum, engaged_views, completions,
          watched_seconds)
      where s.release_id = c.release_id and s.stat_window = c.stat_window
      """;

  private static final String NEW_DAYS =
      """
      insert into episodal.view_days (release_id, day)
      select release_id, day::date from unnest(?, ?) as d (release_id, day)
      on conflict do nothing
      """;

  private static final String FLAGS =
      """
      insert into episodal.view_flags as f (day, reason, events)
      select date '1970-01-01' + day::integer, reason, events
      from unnest(?, ?, ?) as c (day, reason, events)
      on conflict (day, reason) do update set events = f.events + excluded.events
      """;

  private final Connection connection;

  PutChanges(Connection connection) {
    this.connection = connection;
  }

  /** Adds new views to all that is made of them. */
  void all(Collection<ReleaseChange> changes) throws SQLException {
    days(changes);
    putWindows(changes);
    new PutEpisodes(connection).run(changes);
    new PutTrends(connection).add(changes);
  }

  /** Adds views to the sums of their days alone. */
  void days(Collection<ReleaseChange> changes) throws SQLException {
    putHours(changes);
    putViewersOfDays(changes);
    putFlags(changes);
  }

  /** Adds views to the sums of their days and episodes. */
  void daysAndEpisodes(Collection<ReleaseChange> changes) throws SQLException {
    days(changes);
    new PutEpisodes(connection).run(changes);
  }

  private void putHours(Collection<ReleaseChange> changes) throws SQLException {
    var rows = new ArrayList<Change<Long>>();
    for (var change : changes) {
      change.hours.forEach((hour, counts) -> rows.add(new Change<>(change.release, hour, counts)));
    }
    counts(ColumnSet.of(rows).ids(Change::release).numbers(Change::part))
        .numbers(row -> row.counts().newFollowers)
        .update(connection, HOURS);
  }

  private void putWindows(Collection<ReleaseChange> changes) throws SQLException {
    var rows = new ArrayList<Change<Window>>();
    var viewers = new ArrayList<StoredViewers.Row>();
    for (var change : changes) {
      for (var window : Window.values()) {
        var counts = change.in(window);
        if (counts.totalViews != 0 || counts.completions != 0 || counts.engagedViews != 0) {
          rows.add(new Change<>(change.release, window, counts));
        }
      }
      change.viewers.forEach(
          (window, set) -> viewers.add(new StoredViewers.Row(change.release, window.code(), set)));
    }
    counts(ColumnSet.of(rows).ids(Change::release).texts(row -> row.part().code()))
        .update(connection, WINDOWS);
    StoredViewers.WINDOWS.add(connection, viewers);
  }

  private void putViewersOfDays(Collection<ReleaseChange> changes) throws SQLException {
    var rows = new ArrayList<StoredViewers.Row>();
    for (var change : changes) {
      change.days.forEach((day, set) ->
          rows.add(
              new StoredViewers.Row(change.release, LocalDate.ofEpochDay(day).toString(), set)));
    }
    ColumnSet.of(rows)
        .ids(StoredViewers.Row::release)
        .texts(StoredViewers.Row::part)
        .update(connection, NEW_DAYS);
    StoredViewers.DAYS.add(connection, rows);
  }

  private void putFlags(Collection<ReleaseChange> changes) throws SQLException {
    var judged = new HashMap<ReleaseChange.Judged, Long>();
    for (var change : changes) {
      change.judged.forEach((flag, events) -> judged.merge(flag, events, Long::sum));
    }
    ColumnSet.of(judged.entrySet())
        .numbers(entry -> entry.getKey().day())
        .texts(entry -> entry.getKey().reason())
        .numbers(Map.Entry::getValue)
        .update(connection, FLAGS);
  }

  private static <T> ColumnSet<Change<T>> counts(ColumnSet<Change<T>> keys) {
    return keys.numbers(row -> row.counts().totalViews)
        .numbers(row -> row.counts().completionSum)
        .numbers(row -> row.counts().engagedViews)
        .numbers(row -> row.counts().completions)
        .numbers(row -> row.counts().watchedSeconds);
  }

  /** What is added to the figures of an hour or a window of a release. */
  private record Change<T>(UUID release, T part, HourChange counts) {}
}

package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes windows of releases anew: their figures from the rows of hours, their viewers from those of
 * whole days and, of the day in whose middle a window begins, from the views.
 */
final class RemakeWindows {
  /** Sets of viewers in memory at once. */
  private static final int PORTION = 1_000;

  private static final String LEAVING =
      """
      select distinct w.stat_window, h.release_id
      from unnest(?, ?, ?) as w (stat_window, before, now)
      join episodal.view_hours h
        on h.hour_at >= to_timestamp(w.before * 3600) and h.hour_at < to_timestamp(w.now * 3600)
      """;

  private static final String COUNTS =
      """
      update episodal.release_stats s
      set total_views = c.total_views, completion_sum = c.completion_sum,
        engaged_views = c.engaged_views, completions = c.completions,
        watched_seconds = c.watched_seconds
      from (
        select w.release_id, w.stat_window,
          coalesce(sum(h.total_views), 0)::bigint as total_views,
          coalesce(sum(h.completion_sum), 0)::bigint as completion_sum,
          coalesce(sum(h.engaged_views), 0)::bigint as engaged_views,
          coalesce(sum(h.completions), 0)::bigint as completions,
          coalesce(sum(h.watched_seconds), 0)::bigint as watched_seconds
        from unnest(?, ?, ?) as w (release_id, stat_window, first)
        left join episodal.view_hours h
          on h.release_id = w.release_id and h.hour_at >= to_timestamp(w.first * 3600)
        group by w.release_id, w.stat_window
      ) c
      where s.release_id = c.release_id and s.stat_window = c.stat_window
      """;

  /** What transactions of which views are not counted yet have written is left out. */
  private static final String VIEWERS =
      """
      with windows as (
        select *
        from unnest(?, ?, ?, ?) with ordinality as w (release_id, first, first_day, below, place)
      )
      select w.place, d.viewers, null::uuid
      from windows w
      join episodal.view_days d
        on d.release_id = w.release_id and d.day >= date '1970-01-01' + w.first_day::integer
      union all
      select w.place, null, v.viewer
      from windows w
      join episodal.view_events v on v.release_id = w.release_id
        and v.viewed_at >= to_timestamp(w.first * 3600)
        and v.viewed_at < to_timestamp(w.first_day * 86400)
        and v.transaction_id < w.below
      """;

  private final Connection connection;
  private final WindowHours windows;
  private final long countedBelow;

  RemakeWindows(Connection connection, WindowHours windows, long countedBelow) {
    this.connection = connection;
    this.windows = windows;
    this.countedBelow = countedBelow;
  }

  /** The windows that lose views now that they no longer are as they were before. */
  List<WindowOf> leaving(WindowHours before) throws SQLException {
    var bounded =
        List.of(Window.values()).stream().filter(window -> window.length().isPresent()).toList();
    var leaving = new ArrayList<WindowOf>();
    ColumnSet.of(bounded)
        .texts(Window::code)
        .numbers(before::first)
        .numbers(windows::first)
        .query(
            connection,
            LEAVING,
            row ->
                leaving.add(
                    new WindowOf(
                        row.getObject(2, UUID.class),
                        Window.ofCode(row.getString(1)).orElseThrow())));
    return leaving;
  }

  void run(List<WindowOf> remade) throws SQLException {
    for (int from = 0; from < remade.size(); from += PORTION) {
      var portion = remade.subList(from, Math.min(remade.size(), from + PORTION));
      ColumnSet.of(portion)
          .ids(WindowOf::release)
          .texts(each -> each.window().code())
          .numbers(this::first)
          .update(connection, COUNTS);
      StoredViewers.WINDOWS.replace(connection, viewers(portion));
    }
  }

  private List<StoredViewers.Row> viewers(List<WindowOf> portion) throws SQLException {
    var sets =
        portion.stream()
            .map(each ->
                new StoredViewers.Row(each.release(), each.window().code(), new ViewerSet()))
            .toList();
    ColumnSet.of(portion)
        .ids(WindowOf::release)
        .numbers(this::first)
        .numbers(each -> Hours.firstDayFrom(first(each)))
        .numbers(each -> countedBelow)
        .query(
            connection,
            VIEWERS,
            row -> {
              var set = sets.get(row.getInt(1) - 1).viewers();
              var viewers = row.getBytes(2);
              if (viewers == null) {
                set.add(row.getObject(3, UUID.class));
              } else {
                set.addAll(ViewerSet.of(viewers));
              }
            });
    return sets;
  }

  private long first(WindowOf each) {
    return windows.first(each.window());
  }

  /** A window of a release. */
  record WindowOf(UUID release, Window window) {}
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.STATS_PROGRESS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Counts anew the releases whose figures may have changed. Which events are new is told by the
 * transaction that wrote them: all transactions below the oldest one still running have ended, so
 * an event that commits late is not missed, as it would be if its time or id told.
 */
final class RefreshCounts {
  private static final String COMMITTED_BELOW =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  private static final String REFRESH =
      """
      with windows as (
        select w.code, {2} - make_interval(secs => w.seconds) as since
        from unnest({0}, {1}) as w (code, seconds)
      ), touched as (
        select release_id from episodal.view_events
        where transaction_id >= {3} and transaction_id < {4}
        union
        select s.release_id
        from windows w
        join episodal.release_stats s on s.stat_window = w.code and s.oldest_at <= w.since
      ), counted as (
        select t.release_id, w.code,
          count(v.id) as total_views,
          count(distinct v.viewer) as unique_viewers,
          coalesce(sum(round(v.completion * 1000)), 0)::bigint as completion_sum,
          count(distinct (v.viewer, coalesce(v.episode_id, v.release_id),
              date_trunc('hour', v.viewed_at, 'UTC'))) filter (where v.engaged) as engaged_views,
          count(distinct (v.viewer, coalesce(v.episode_id, v.release_id),
              date_trunc('day', v.viewed_at, 'UTC')))
            filter (where v.completion >= {5}) as completions,
          coalesce(sum(v.watched_seconds), 0) as watched_seconds,
          min(v.viewed_at) as oldest_at
        from touched t
        cross join windows w
        left join episodal.view_events v
          on v.release_id = t.release_id and v.viewed_at > coalesce(w.since, '-infinity')
        group by t.release_id, w.code
      )
      update episodal.release_stats s
      set total_views = c.total_views, unique_viewers = c.unique_viewers,
        completion_sum = c.completion_sum, engaged_views = c.engaged_views,
        completions = c.completions, watched_seconds = c.watched_seconds, oldest_at = c.oldest_at
      from counted c
      where s.release_id = c.release_id and s.stat_window = c.code
      """;

  private final DSLContext db;

  RefreshCounts(DSLContext db) {
    this.db = db;
  }

  /** Answers how many releases were counted. */
  long run(Instant now) {
    long from = db.selectFrom(STATS_PROGRESS).forUpdate().fetchSingle(STATS_PROGRESS.COUNTED_BELOW);
    long below = db.fetchSingle(COMMITTED_BELOW).get(0, Long.class);
    var windows = Arrays.asList(Window.values());
    long rows =
        db.execute(
            REFRESH,
            SqlArrays.texts(windows, Window::code),
            SqlArrays.numbers(windows, RefreshCounts::seconds),
            val(now, SQLDataType.INSTANT),
            val(from),
            val(below),
            val(ViewEvent.COMPLETED));
    db.update(STATS_PROGRESS).set(STATS_PROGRESS.COUNTED_BELOW, below).execute();
    return rows / windows.size();
  }

  /** Null, and with it no beginning, for the window of all time. */
  private static @Nullable Integer seconds(Window window) {
    return window.length().map(Duration::toSeconds).map(Math::toIntExact).orElse(null);
  }
}

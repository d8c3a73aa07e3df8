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
 * Counts anew the releases whose figures may have changed, and the hours and days in which they
 * were viewed. Which events are new is told by the transaction that wrote them: all transactions
 * below the oldest one still running have ended, so an event that commits late is not missed, as it
 * would be if its time or id told.
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

  /** The days of releases in which new events are. */
  private static final String TOUCHED_DAYS =
      """
      with touched as (
        select distinct release_id, date_trunc('day', viewed_at, 'UTC') as day
        from episodal.view_events
        where transaction_id >= {0} and transaction_id < {1}
      )
      """;

  /** All hours of a day at once: an item is completed in the first of them alone. */
  private static final String HOURS =
      TOUCHED_DAYS
          + """
          , viewed as (
            select v.*, v.completion >= {2} and row_number() over (
                partition by v.release_id, v.viewer, v.episode_id, t.day, v.completion >= {2}
                order by v.viewed_at) = 1 as completed
            from touched t
            join episodal.view_events v on v.release_id = t.release_id
              and v.viewed_at >= t.day and v.viewed_at < t.day + interval '24 hours'
          )
          insert into episodal.view_hours as h
            (release_id, hour_at, total_views, completion_sum, engaged_views, completions,
             watched_seconds)
          select release_id, date_trunc('hour', viewed_at, 'UTC'), count(*),
            sum(round(completion * 1000))::bigint,
            count(distinct (viewer, coalesce(episode_id, release_id))) filter (where engaged),
            count(*) filter (where completed), sum(watched_seconds)
          from viewed
          group by 1, 2
          on conflict (release_id, hour_at) do update
          set total_views = excluded.total_views, completion_sum = excluded.completion_sum,
            engaged_views = excluded.engaged_views, completions = excluded.completions,
            watched_seconds = excluded.watched_seconds
          """;

  private static final String DAYS =
      TOUCHED_DAYS
          + """
          insert into episodal.view_days as d (release_id, day, unique_viewers)
          select t.release_id, (t.day at time zone 'UTC')::date, count(distinct v.viewer)
          from touched t
          join episodal.view_events v on v.release_id = t.release_id
            and v.viewed_at >= t.day and v.viewed_at < t.day + interval '24 hours'
          group by 1, 2
          on conflict (release_id, day) do update set unique_viewers = excluded.unique_viewers
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
    db.execute(HOURS, val(from), val(below), val(ViewEvent.COMPLETED));
    db.execute(DAYS, val(from), val(below));
    db.update(STATS_PROGRESS).set(STATS_PROGRESS.COUNTED_BELOW, below).execute();
    return rows / windows.size();
  }

  /** Null, and with it no beginning, for the window of all time. */
  private static @Nullable Integer seconds(Window window) {
    return window.length().map(Duration::toSeconds).map(Math::toIntExact).orElse(null);
  }
}

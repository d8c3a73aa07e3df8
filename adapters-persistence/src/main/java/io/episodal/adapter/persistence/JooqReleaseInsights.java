package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.RatingHistogram;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.ReleaseInsights;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** Figures of single releases, read from rows that background work keeps. */
final class JooqReleaseInsights implements ReleaseInsights {

  /** The rows of days hold the viewers, those of hours everything else. */
  private static final String DAYS =
      """
      select h.day, h.total_views, h.completion_sum, h.engaged_views, h.completions,
        h.watched_seconds, least(h.total_views, coalesce(d.unique_viewers, 0))
      from (
        select date_trunc('day', hour_at, 'UTC') as day, sum(total_views)::bigint as total_views,
          sum(completion_sum)::bigint as completion_sum,
          sum(engaged_views)::bigint as engaged_views, sum(completions)::bigint as completions,
          sum(watched_seconds)::bigint as watched_seconds
        from episodal.view_hours
        where release_id = {0} and hour_at >= {1} and hour_at < {2}
        group by 1
      ) h
      left join episodal.view_days d
        on d.release_id = {0} and d.day = (h.day at time zone 'UTC')::date
      """;

  private static final String HOURS =
      """
      select hour_at, total_views, completion_sum, engaged_views, completions, watched_seconds,
        null::bigint
      from episodal.view_hours
      where release_id = {0} and hour_at >= {1} and hour_at < {2}
      """;

  private static final String RELEASED =
      """
      select id, number, title, released_at
      from (
        select id, number, title, released_at,
          row_number() over (partition by date_trunc({3}, released_at, 'UTC') order by number)
            as place
        from (
          select id, number, title, coalesce(release_date, created_at) as released_at
          from episodal.episodes
          where release_id = {0} and deleted_at is null and status = 'released'
        ) released
        where released_at >= {1} and released_at < {2}
      ) placed
      where place <= {4}
      order by number
      """;

  private final DSLContext db;

  JooqReleaseInsights(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<ReleaseOverview> overview(ReleaseId release) {
    return db.select(
            RELEASES.TITLE,
            RELEASE_SCORES.VOTES_BY_SCORE,
            RELEASE_SCORES.FOLLOWERS,
            RELEASE_SCORES.POPULARITY)
        .from(RELEASES)
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(RELEASES.ID))
        .where(RELEASES.ID.eq(release.value()))
        .fetchOptional(row ->
            new ReleaseOverview(
                release,
                row.value1(),
                windows(release),
                new RatingHistogram(List.of(row.value2())),
                row.value3(),
                row.value4()));
  }

  @Override
  public Optional<Timeseries> timeseries(ReleaseId release, BucketRange range) {
    return title(release)
        .map(title ->
            Timeseries.of(release, title, range, counts(release, range), released(release, range)));
  }

  @Override
  public Optional<Funnel> funnel(ReleaseId release, long skip, int limit) {
    var funnel = new SelectFunnel(db, release);
    return title(release)
        .map(title -> new Funnel(release, title, funnel.page(0, skip, limit), funnel.total()));
  }

  @Override
  public Optional<Funnel> funnelAfter(ReleaseId release, int number, int limit) {
    var funnel = new SelectFunnel(db, release);
    return title(release)
        .map(title -> new Funnel(release, title, funnel.page(number, 0, limit), funnel.total()));
  }

  private Optional<String> title(ReleaseId release) {
    return db.select(RELEASES.TITLE)
        .from(RELEASES)
        .where(RELEASES.ID.eq(release.value()), RELEASES.DELETED_AT.isNull())
        .fetchOptional(RELEASES.TITLE);
  }

  private Map<Window, Counts> windows(ReleaseId release) {
    return db.select(RELEASE_STATS.STAT_WINDOW)
        .select(SelectFigures.COUNTS)
        .from(RELEASE_STATS)
        .where(RELEASE_STATS.RELEASE_ID.eq(release.value()))
        .fetchMap(
            stats -> Window.ofCode(stats.get(RELEASE_STATS.STAT_WINDOW)).orElseThrow(),
            SelectFigures::toCounts);
  }

  private List<Timeseries.Count> counts(ReleaseId release, BucketRange range) {
    var sql =
        switch (range.interval()) {
          case HOUR -> HOURS;
          case DAY -> DAYS;
        };
    return db.fetch(sql, val(release.value()), instant(range.from()), instant(range.to()))
        .map(JooqReleaseInsights::toCount);
  }

  private List<Timeseries.Released> released(ReleaseId release, BucketRange range) {
    return db.fetch(
            RELEASED,
            val(release.value()),
            instant(range.from()),
            instant(range.to()),
            val(range.interval().code()),
            val(MOST_RELEASED))
        .map(row ->
            new Timeseries.Released(
                new EpisodeId(row.get(0, UUID.class)),
                row.get(1, Integer.class),
                row.get(2, String.class),
                row.get(3, Instant.class)));
  }

  private static Timeseries.Count toCount(Record row) {
    var views = row.get(1, Long.class);
    return new Timeseries.Count(
        row.get(0, Instant.class),
        views,
        views == 0 ? 0 : row.get(2, Long.class) / 1_000.0 / views,
        row.get(3, Long.class),
        row.get(4, Long.class),
        row.get(5, Long.class),
        row.get(6, Long.class));
  }

  private static Field<Instant> instant(Instant at) {
    return val(at, SQLDataType.INSTANT);
  }
}

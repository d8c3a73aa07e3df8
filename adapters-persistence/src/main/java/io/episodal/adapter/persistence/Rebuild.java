package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODE_STATS;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.VIEW_DAYS;
import static io.episodal.adapter.persistence.schema.Tables.VIEW_FLAGS;
import static io.episodal.adapter.persistence.schema.Tables.VIEW_HOURS;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.RemakeWindows.WindowOf;
import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;

/** Makes sums anew from views that have been counted. */
final class Rebuild {
  private static final String MONTHS =
      """
      select distinct date_trunc('month', viewed_at, 'UTC')
      from episodal.view_events
      where transaction_id < {0} and viewed_at >= {1} and viewed_at < {2}
      order by 1
      """;

  private final DSLContext db;
  private final WindowHours windows;
  private final long countedBelow;

  Rebuild(DSLContext db, WindowHours windows, long countedBelow) {
    this.db = db;
    this.windows = windows;
    this.countedBelow = countedBelow;
  }

  /**
   * Leaves days alone of which views may have been dropped.
   *
   * @param eventsFrom the time before which they may; empty if none have been
   */
  void run(DayRange days, Optional<Instant> eventsFrom) {
    var kept = eventsFrom.map(Rebuild::firstDayFrom).orElse(days.first());
    var first = kept.isAfter(days.first()) ? kept : days.first();
    if (first.isBefore(days.end())) {
      rebuild(new DayRange(first, days.end()), days.isAll() && eventsFrom.isEmpty());
    }
  }

  private void rebuild(DayRange days, boolean withEpisodes) {
    clear(days);
    if (withEpisodes) {
      db.deleteFrom(EPISODE_STATS).execute();
    }
    var months =
        db.fetch(
                MONTHS,
                val(countedBelow),
                val(begin(days.first()), SQLDataType.INSTANT),
                val(begin(days.end()), SQLDataType.INSTANT))
            .map(row -> row.get(0, Instant.class));
    db.connection(connection -> {
      var put = new PutChanges(connection);
      for (var month : months) {
        var changes = new ReleaseChanges(withEpisodes ? put::daysAndEpisodes : put::days, windows);
        new ViewStream(connection).ofHours(countedBelow, hours(month, days), changes);
        changes.finish();
      }
      remake(connection);
    });
  }

  /** Those who began to follow are no views; their hours stay. */
  private void clear(DayRange days) {
    var inHours =
        VIEW_HOURS.HOUR_AT.ge(begin(days.first())).and(VIEW_HOURS.HOUR_AT.lt(begin(days.end())));
    db.deleteFrom(VIEW_HOURS).where(inHours, VIEW_HOURS.NEW_FOLLOWERS.eq(0L)).execute();
    db.update(VIEW_HOURS)
        .set(VIEW_HOURS.TOTAL_VIEWS, 0L)
        .set(VIEW_HOURS.COMPLETION_SUM, 0L)
        .set(VIEW_HOURS.ENGAGED_VIEWS, 0L)
        .set(VIEW_HOURS.COMPLETIONS, 0L)
        .set(VIEW_HOURS.WATCHED_SECONDS, 0L)
        .where(inHours)
        .execute();
    db.deleteFrom(VIEW_DAYS)
        .where(VIEW_DAYS.DAY.ge(days.first()), VIEW_DAYS.DAY.lt(days.end()))
        .execute();
    db.deleteFrom(VIEW_FLAGS)
        .where(VIEW_FLAGS.DAY.ge(days.first()), VIEW_FLAGS.DAY.lt(days.end()))
        .execute();
  }

  private void remake(Connection connection) throws SQLException {
    var releases =
        db.select(RELEASE_SCORES.RELEASE_ID).from(RELEASE_SCORES).fetch(RELEASE_SCORES.RELEASE_ID);
    var all = new ArrayList<WindowOf>();
    for (var release : releases) {
      for (var window : Window.values()) {
        all.add(new WindowOf(release, window));
      }
    }
    new RemakeWindows(connection, windows, countedBelow).run(all);
    new PutTrends(connection).remake(releases);
  }

  private static HourRange hours(Instant month, DayRange days) {
    var end = month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var first = begin(days.first());
    var last = begin(days.end());
    return new HourRange(
        Hours.of(month.isBefore(first) ? first : month), Hours.of(end.isAfter(last) ? last : end));
  }

  private static LocalDate firstDayFrom(Instant instant) {
    return LocalDate.ofEpochDay(Hours.firstDayFrom(Hours.of(instant.plusSeconds(3_599))));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

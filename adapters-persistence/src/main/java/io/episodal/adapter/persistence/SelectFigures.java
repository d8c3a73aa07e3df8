package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;

/**
 * The figures of releases in the order of a ranking. Which releases are on a page is told by the
 * index of the order alone, so that what is skipped costs no more than its keys.
 */
final class SelectFigures {
  /** What is counted of a release and window. */
  static final List<Field<Long>> COUNTS =
      List.of(
          RELEASE_STATS.TOTAL_VIEWS,
          RELEASE_STATS.UNIQUE_VIEWERS,
          RELEASE_STATS.COMPLETION_SUM,
          RELEASE_STATS.ENGAGED_VIEWS,
          RELEASE_STATS.COMPLETIONS,
          RELEASE_STATS.WATCHED_SECONDS);

  private static final Field<UUID> PLACED = field(name("place", "release_id"), UUID.class);

  private final DSLContext db;
  private final Ranking ranking;
  private final Window window;

  SelectFigures(DSLContext db, Ranking ranking, Window window) {
    this.db = db;
    this.ranking = ranking;
    this.window = window;
  }

  List<ReleaseFigures> page(long skip, int limit) {
    return shown(places(noCondition(), skip, limit));
  }

  /** The page of some releases alone. */
  List<ReleaseFigures> pageOf(Collection<ReleaseId> releases, long skip, int limit) {
    return shown(places(id().eq(SqlArrays.anyOf(releases, ReleaseId::value)), skip, limit));
  }

  /** Those that follow one. */
  List<ReleaseFigures> after(ReleaseFigures last, int limit) {
    var follows =
        condition(
            "({0}, {1}) < ({2}, {3})", value(), id(), valueOf(last), val(last.release().value()));
    return shown(places(follows, 0, limit));
  }

  /** Of a row with {@link #COUNTS}; the viewers may be an estimate above the number of views. */
  static Counts toCounts(Record row) {
    var views = row.get(RELEASE_STATS.TOTAL_VIEWS);
    return new Counts(
        views,
        Math.min(views, row.get(RELEASE_STATS.UNIQUE_VIEWERS)),
        views == 0 ? 0 : row.get(RELEASE_STATS.COMPLETION_SUM) / 1_000.0 / views,
        row.get(RELEASE_STATS.ENGAGED_VIEWS),
        row.get(RELEASE_STATS.COMPLETIONS),
        row.get(RELEASE_STATS.WATCHED_SECONDS));
  }

  private Select<Record1<UUID>> places(Condition which, long skip, int limit) {
    return select(id())
        .from(table())
        .where(ofWindow(), which)
        .orderBy(value().desc(), id().desc())
        .limit(limit)
        .offset(skip);
  }

  private List<ReleaseFigures> shown(Select<?> places) {
    return db.select(RELEASE_STATS.RELEASE_ID)
        .select(COUNTS)
        .select(
            RELEASES.TITLE,
            RELEASE_SCORES.POPULARITY,
            RELEASE_SCORES.VOTES,
            RELEASE_SCORES.RATING_SUM,
            trend())
        .from(places.asTable("place"))
        .join(RELEASE_STATS)
        .on(RELEASE_STATS.RELEASE_ID.eq(PLACED), RELEASE_STATS.STAT_WINDOW.eq(window.code()))
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(PLACED))
        .join(RELEASES)
        .on(RELEASES.ID.eq(PLACED))
        .orderBy(value().desc(), id().desc())
        .fetch(this::toFigures);
  }

  private ReleaseFigures toFigures(Record row) {
    var votes = row.get(RELEASE_SCORES.VOTES);
    return new ReleaseFigures(
        new ReleaseId(row.get(RELEASE_STATS.RELEASE_ID)),
        row.get(RELEASES.TITLE),
        toCounts(row),
        votes == 0 ? null : (double) row.get(RELEASE_SCORES.RATING_SUM) / votes,
        row.get(RELEASE_SCORES.POPULARITY),
        row.get(trend()));
  }

  private Table<?> table() {
    return switch (ranking) {
      case VIEWS -> RELEASE_STATS;
      case POPULARITY, TRENDING -> RELEASE_SCORES;
    };
  }

  private Field<UUID> id() {
    return switch (ranking) {
      case VIEWS -> RELEASE_STATS.RELEASE_ID;
      case POPULARITY, TRENDING -> RELEASE_SCORES.RELEASE_ID;
    };
  }

  private Field<? extends Number> value() {
    return switch (ranking) {
      case VIEWS -> RELEASE_STATS.TOTAL_VIEWS;
      case POPULARITY -> RELEASE_SCORES.POPULARITY;
      case TRENDING -> trend();
    };
  }

  private Field<Double> trend() {
    return switch (window) {
      case DAY -> RELEASE_SCORES.TRENDING_DAY;
      case WEEK, MONTH, QUARTER, ALL -> RELEASE_SCORES.TRENDING;
    };
  }

  private Field<? extends Number> valueOf(ReleaseFigures release) {
    return switch (ranking) {
      case VIEWS -> val(release.counts().totalViews());
      case POPULARITY -> val(release.popularityScore());
      case TRENDING -> val(release.trend());
    };
  }

  private Condition ofWindow() {
    return switch (ranking) {
      case VIEWS -> RELEASE_STATS.STAT_WINDOW.eq(window.code());
      case POPULARITY, TRENDING -> noCondition();
    };
  }
}

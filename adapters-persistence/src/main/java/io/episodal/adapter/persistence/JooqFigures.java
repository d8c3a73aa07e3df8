package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.schema.tables.ReleaseStats;
import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.Figures;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Record;

/** Figures, read from rows that background work keeps. */
final class JooqFigures implements Figures {
  private static final ReleaseStats WEEK = RELEASE_STATS.as("week");

  private static final String TOP_GENRES =
      """
      select g.id, g.name, coalesce(sum(s.total_views), 0)::bigint, count(rg.release_id)
      from episodal.genres g
      left join episodal.release_genres rg on rg.genre_id = g.id
      left join episodal.release_stats s on s.release_id = rg.release_id and s.stat_window = {0}
      group by g.id
      order by 3 desc, g.id
      limit {1} offset {2}
      """;

  /** An episode of unknown length counts as 24 minutes. */
  private static final String SCORE_INPUTS =
      """
      select s.release_id, s.unique_viewers, s.total_views, s.completion_sum / 1000.0,
        s.watched_seconds / coalesce(
          (select avg(e.duration_seconds) from episodal.episodes e
           where e.release_id = s.release_id and e.deleted_at is null and e.duration_seconds > 0),
          1440),
        c.votes, c.rating_sum
      from episodal.release_stats s
      join episodal.release_scores c on c.release_id = s.release_id
      where s.stat_window = '91d' and (s.total_views > 0 or c.votes > 0 or c.popularity <> 0)
      """;

  private static final String PUT_SCORES =
      """
      update episodal.release_scores c
      set popularity = n.score
      from unnest({0}, {1}) as n (release_id, score)
      where c.release_id = n.release_id and c.popularity <> n.score
      """;

  private final DSLContext db;

  JooqFigures(DSLContext db) {
    this.db = db;
  }

  @Override
  public Page<ReleaseFigures> mostViewed(Window window, long skip, int limit) {
    return byViews(noCondition(), window, skip, limit);
  }

  @Override
  public Page<ReleaseFigures> of(Set<ReleaseId> releases, Window window, long skip, int limit) {
    var ids = releases.stream().map(ReleaseId::value).toList();
    return byViews(RELEASE_STATS.RELEASE_ID.in(ids), window, skip, limit);
  }

  private Page<ReleaseFigures> byViews(Condition which, Window window, long skip, int limit) {
    var condition = which.and(RELEASE_STATS.STAT_WINDOW.eq(window.code()));
    var figures =
        figures(
            condition,
            List.of(RELEASE_STATS.TOTAL_VIEWS.desc(), RELEASE_STATS.RELEASE_ID.asc()),
            skip,
            limit);
    return new Page<>(figures, db.fetchCount(RELEASE_STATS, condition), null);
  }

  @Override
  public List<ReleaseFigures> top(Ranking ranking, Window window, long skip, int limit) {
    var order = new ArrayList<OrderField<?>>();
    switch (ranking) {
      case POPULARITY -> order.add(RELEASE_SCORES.POPULARITY.desc());
      case TRENDING -> order.add(WEEK.TOTAL_VIEWS.desc());
      case VIEWS -> {
        // The views of the window come next in every ranking.
      }
    }
    order.add(RELEASE_STATS.TOTAL_VIEWS.desc());
    order.add(RELEASE_STATS.RELEASE_ID.asc());
    return figures(RELEASE_STATS.STAT_WINDOW.eq(window.code()), order, skip, limit);
  }

  private List<ReleaseFigures> figures(
      Condition condition, List<OrderField<?>> order, long skip, int limit) {
    return db.select(RELEASE_STATS.fields())
        .select(
            RELEASES.TITLE,
            RELEASE_SCORES.POPULARITY,
            RELEASE_SCORES.VOTES,
            RELEASE_SCORES.RATING_SUM)
        .from(RELEASE_STATS)
        .join(RELEASES)
        .on(RELEASES.ID.eq(RELEASE_STATS.RELEASE_ID))
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(RELEASE_STATS.RELEASE_ID))
        .join(WEEK)
        .on(WEEK.RELEASE_ID.eq(RELEASE_STATS.RELEASE_ID), WEEK.STAT_WINDOW.eq(Window.WEEK.code()))
        .where(condition)
        .orderBy(order)
        .limit(limit)
        .offset(skip)
        .fetch(JooqFigures::toFigures);
  }

  @Override
  public List<GenreFigures> topGenres(Window window, long skip, int limit) {
    return db.fetch(TOP_GENRES, val(window.code()), val(limit), val(skip))
        .map(row ->
            new GenreFigures(
                new GenreId(row.get(0, UUID.class)),
                row.get(1, String.class),
                row.get(2, Long.class),
                row.get(3, Long.class)));
  }

  @Override
  public long refreshCounts(Instant now) {
    return new RefreshCounts(db).run(now);
  }

  @Override
  public Map<ReleaseId, PopularityScore.Input> scoreInputs() {
    var inputs = new HashMap<ReleaseId, PopularityScore.Input>();
    db.fetch(SCORE_INPUTS)
        .forEach(row ->
            inputs.put(
                new ReleaseId(row.get(0, UUID.class)),
                new PopularityScore.Input(
                    row.get(1, Long.class),
                    row.get(2, Long.class),
                    row.get(3, Double.class),
                    row.get(4, Double.class),
                    row.get(5, Long.class),
                    row.get(6, Double.class))));
    return inputs;
  }

  @Override
  public void putScores(Map<ReleaseId, Double> scores) {
    db.execute(
        PUT_SCORES,
        SqlArrays.ids(scores.keySet(), ReleaseId::value),
        SqlArrays.decimals(scores.values(), score -> score));
  }

  private static ReleaseFigures toFigures(Record row) {
    var stats = row.into(RELEASE_STATS);
    var views = stats.getTotalViews();
    var votes = row.get(RELEASE_SCORES.VOTES);
    return new ReleaseFigures(
        new ReleaseId(stats.getReleaseId()),
        row.get(RELEASES.TITLE),
        new Counts(
            views,
            stats.getUniqueViewers(),
            views == 0 ? 0 : stats.getCompletionSum() / 1000.0 / views,
            stats.getEngagedViews(),
            stats.getCompletions(),
            stats.getWatchedSeconds()),
        votes == 0 ? null : (double) row.get(RELEASE_SCORES.RATING_SUM) / votes,
        row.get(RELEASE_SCORES.POPULARITY));
  }
}

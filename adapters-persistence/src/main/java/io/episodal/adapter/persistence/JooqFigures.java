package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.Figures;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Figures, read from rows that background work keeps. */
final class JooqFigures implements Figures {
  private static final String GENRES_BY_VIEWS =
      """
      select * from (
        select g.id, g.name, coalesce(sum(s.total_views), 0)::bigint as views,
          coalesce(sum(s.engaged_views), 0)::bigint, coalesce(sum(s.completions), 0)::bigint,
          coalesce(sum(s.watched_seconds), 0)::bigint, count(rg.release_id)
        from episodal.genres g
        left join episodal.release_genres rg on rg.genre_id = g.id
        left join episodal.release_stats s
          on s.release_id = rg.release_id and s.stat_window = {0}
        group by g.id
      ) genre
      where {1}
      order by views desc, id
      limit {2} offset {3}
      """;

  /** An episode of unknown length counts as 24 minutes. */
  private static final String SCORE_INPUTS =
      """
      select s.release_id, least(s.unique_viewers, s.total_views), s.total_views, s.completion_sum / 1000.0,
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
  public long releases() {
    return db.fetchCount(RELEASE_SCORES);
  }

  @Override
  public List<ReleaseFigures> ranked(Ranking ranking, Window window, long skip, int limit) {
    return new SelectFigures(db, ranking, window).page(skip, limit);
  }

  @Override
  public List<ReleaseFigures> rankedAfter(
      ReleaseFigures last, Ranking ranking, Window window, int limit) {
    return new SelectFigures(db, ranking, window).after(last, limit);
  }

  @Override
  public Page<ReleaseFigures> ranked(
      Set<ReleaseId> releases, Ranking ranking, Window window, long skip, int limit) {
    var ids = SqlArrays.anyOf(releases, ReleaseId::value);
    return new Page<>(
        new SelectFigures(db, ranking, window).pageOf(releases, skip, limit),
        db.fetchCount(RELEASE_SCORES, RELEASE_SCORES.RELEASE_ID.eq(ids)),
        null);
  }

  @Override
  public long genres() {
    return db.fetchCount(GENRES);
  }

  @Override
  public List<GenreFigures> genres(Window window, long skip, int limit) {
    return genres(window, noCondition(), skip, limit);
  }

  @Override
  public List<GenreFigures> genresAfter(GenreFigures last, Window window, int limit) {
    var after =
        condition("(-views, id) > ({0}, {1})", val(-last.totalViews()), val(last.genre().value()));
    return genres(window, after, 0, limit);
  }

  private List<GenreFigures> genres(Window window, Condition which, long skip, int limit) {
    return db.fetch(GENRES_BY_VIEWS, val(window.code()), which, val(limit), val(skip))
        .map(row ->
            new GenreFigures(
                new GenreId(row.get(0, UUID.class)),
                row.get(1, String.class),
                row.get(2, Long.class),
                row.get(3, Long.class),
                row.get(4, Long.class),
                row.get(5, Long.class),
                row.get(6, Long.class)));
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
}

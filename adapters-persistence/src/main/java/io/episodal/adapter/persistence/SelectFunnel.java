package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODES;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** The episodes of a release by number, each beside the one before it. */
final class SelectFunnel {
  private static final String STEPS =
      """
      select e.id, e.number, e.title,
        (select count(distinct viewer) from episodal.view_events
         where release_id = {0} and episode_id = e.id),
        (select count(distinct (viewer, date_trunc('day', viewed_at, 'UTC')))
         from episodal.view_events
         where release_id = {0} and episode_id = e.id and completion >= {4}),
        e.previous,
        (select count(distinct b.viewer) from episodal.view_events a
         join episodal.view_events b on b.release_id = {0} and b.viewer = a.viewer
           and b.episode_id = e.id and b.signed_in
         where a.release_id = {0} and a.episode_id = e.previous and a.signed_in),
        (select count(distinct viewer) from episodal.view_events
         where release_id = {0} and episode_id = e.previous and signed_in)
      from (
        select id, number, title, lag(id) over (order by number) as previous
        from episodal.episodes
        where release_id = {0} and deleted_at is null
      ) e
      where e.number > {1}
      order by e.number
      limit {2} offset {3}
      """;

  private final DSLContext db;
  private final ReleaseId release;

  SelectFunnel(DSLContext db, ReleaseId release) {
    this.db = db;
    this.release = release;
  }

  long total() {
    return db.fetchCount(
        EPISODES, EPISODES.RELEASE_ID.eq(release.value()), EPISODES.DELETED_AT.isNull());
  }

  /** The episodes above a number, a few of them left out. */
  List<Funnel.Step> page(int above, long skip, int limit) {
    return db.fetch(
            STEPS,
            val(release.value()),
            val(above),
            val(limit),
            val(skip),
            val(ViewEvent.COMPLETED))
        .map(row -> {
          var before = row.get(7, Long.class);
          var stayed = row.get(5) == null ? null : row.get(6, Long.class);
          return new Funnel.Step(
              new EpisodeId(row.get(0, UUID.class)),
              row.get(1, Integer.class),
              row.get(2, String.class),
              row.get(3, Long.class),
              row.get(4, Long.class),
              stayed,
              stayed == null || before == 0 ? null : (double) stayed / before);
        });
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODES;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.SmallestHashes;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The episodes of a release by number, each beside the one before it. */
final class SelectFunnel {
  private static final String STEPS =
      """
      select e.id, e.number, e.title, coalesce(least(s.unique_viewers, s.total_views), 0),
        coalesce(s.completions, 0), s.signed_in, e.previous is not null, p.signed_in
      from (
        select id, number, title, lag(id) over (order by number) as previous
        from episodal.episodes
        where release_id = {0} and deleted_at is null
      ) e
      left join episodal.episode_stats s on s.release_id = {0} and s.episode_id = e.id
      left join episodal.episode_stats p on p.release_id = {0} and p.episode_id = e.previous
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
    return db.fetch(STEPS, val(release.value()), val(above), val(limit), val(skip))
        .map(row -> {
          var before = signedIn(row.get(7, byte[].class));
          var stayed =
              row.get(6, Boolean.class) ? before.shared(signedIn(row.get(5, byte[].class))) : null;
          return new Funnel.Step(
              new EpisodeId(row.get(0, UUID.class)),
              row.get(1, Integer.class),
              row.get(2, String.class),
              row.get(3, Long.class),
              row.get(4, Long.class),
              stayed,
              stayed == null || before.size() == 0 ? null : (double) stayed / before.size());
        });
  }

  private static SmallestHashes signedIn(byte @Nullable [] stored) {
    return stored == null ? SmallestHashes.NONE : StoredHashes.of(stored);
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELATED_RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_TAKERS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Likeness;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.out.Recommender;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/**
 * What users take, and what is like it, set-wise. The statements walk along indexes in bounded
 * portions and look at no more than so many takers of a release and so many releases of a user.
 */
final class SqlRecommender implements Recommender {
  /** Before every release. */
  private static final UUID LEAST = new UUID(0, 0);

  /** Takers of a release that are looked at: of viewers the latest. */
  private static final int SAMPLE = 500;

  /** Releases of a taker that are looked at: the newest. */
  private static final int TAKEN = 100;

  /** Releases that are kept as the most like another, or as the most popular of a genre. */
  private static final int KEPT = 30;

  private static final String LAST_TO_NOTE =
      """
      select v.transaction_id, v.release_id
      from episodal.view_events v
      where v.transaction_id >= {0} and (v.transaction_id, v.release_id) > ({0}, {1})
        and v.transaction_id < {2} and v.signed_in
      order by v.transaction_id, v.release_id
      offset {3} - 1
      limit 1
      """;

  private static final String NOTE =
      """
      insert into episodal.watched as w (user_id, release_id, lane, engaged, watched_at)
      select v.viewer, v.release_id, get_byte(uuid_send(v.viewer), 15) & 63,
        bool_or(v.engaged and v.flag is null), max(v.viewed_at)
      from episodal.view_events v
      where v.transaction_id >= {0} and (v.transaction_id, v.release_id) > ({0}, {1})
        and v.transaction_id <= {2} and (v.transaction_id, v.release_id) <= ({2}, {3})
        and v.signed_in
      group by v.viewer, v.release_id
      order by 3, 1, 2
      on conflict (lane, user_id, release_id) do update
      set engaged = w.engaged or excluded.engaged,
        watched_at = greatest(w.watched_at, excluded.watched_at)
      where (excluded.engaged and not w.engaged) or excluded.watched_at > w.watched_at
      """;

  private static final String LAST_RELEASE =
      """
      select n.id
      from (
        select r.id from {2} as r (id) where r.id > {0} order by r.id limit {1}
      ) n
      order by n.id desc
      limit 1
      """;

  private static final String COUNT_TAKERS =
      """
      insert into episodal.release_takers (release_id, takers)
      select r.id, t.takers
      from episodal.releases r
      cross join lateral (
        select (
            select count(*)
            from episodal.watched w
            where w.release_id = r.id and w.engaged
          ) + (
            select count(*)
            from episodal.subscriptions s
            where s.kind = 'release' and s.target_id = r.id and s.is_active
              and not exists (
                select 1
                from episodal.watched w
                where w.lane = s.lane and w.user_id = s.user_id and w.release_id = r.id
                  and w.engaged)
          ) as takers
      ) t
      where r.id > {0} and r.id <= {1} and r.deleted_at is null and t.takers > 0
      """;

  private static final String RELATE =
      """
      with sample as (
        select t.release_id, t.takers, m.lane, m.user_id,
          count(*) over (partition by t.release_id) as sampled
        from episodal.release_takers t
        cross join lateral (
          (
            select w.lane, w.user_id
            from episodal.watched w
            where w.release_id = t.release_id and w.engaged
            order by w.watched_at desc
            limit {2}
          ) union (
            select s.lane, s.user_id
            from episodal.subscriptions s
            where s.kind = 'release' and s.target_id = t.release_id and s.is_active
            order by s.lane, s.user_id
            limit {2}
          )
        ) m
        where t.release_id > {0} and t.release_id <= {1}
      ), shared as (
        select m.release_id, m.takers, m.sampled, o.release_id as related_id, count(*) as shared
        from sample m
        cross join lateral (
          (
            select w.release_id
            from episodal.watched w
            where w.lane = m.lane and w.user_id = m.user_id and w.engaged
            order by w.release_id desc
            limit {3}
          ) union (
            select s.target_id
            from episodal.subscriptions s
            where s.user_id = m.user_id and s.kind = 'release' and s.is_active
            order by s.target_id desc
            limit {3}
          )
        ) o
        where o.release_id <> m.release_id
        group by m.release_id, m.takers, m.sampled, o.release_id
      ), ranked as (
        select s.release_id, s.related_id, l.likeness,
          row_number() over (
            partition by s.release_id
            order by l.likeness desc, s.related_id desc) as place
        from shared s
        join episodal.release_takers o on o.release_id = s.related_id
        cross join lateral (
          select least(1, s.shared::float8 / s.sampled * sqrt(s.takers::float8 / o.takers))
            * s.shared / (s.shared + {4}) as likeness
        ) l
      )
      insert into episodal.related_releases (kind, target_id, release_id, likeness)
      select 'release', release_id, related_id, likeness
      from ranked
      where place <= {5}
      order by release_id, related_id
      """;

  private static final String CHOOSE_POPULAR =
      """
      insert into episodal.related_releases (kind, target_id, release_id, likeness)
      select 'genre', g.id, p.release_id, {0} + {2} * p.popularity / 100
      from episodal.genres g
      cross join lateral (
        select r.id as release_id, coalesce(s.popularity, 0) as popularity
        from episodal.release_genres m
        join episodal.releases r on r.id = m.release_id and r.deleted_at is null
        left join episodal.release_scores s on s.release_id = r.id
        where m.genre_id = g.id
        order by 2 desc, 1 desc
        limit {3}
      ) p
      union all
      select 'franchise', f.id, p.release_id, {1} + {2} * p.popularity / 100
      from episodal.franchises f
      cross join lateral (
        select r.id as release_id, coalesce(s.popularity, 0) as popularity
        from episodal.releases r
        left join episodal.release_scores s on s.release_id = r.id
        where r.franchise_id = f.id and r.deleted_at is null
        order by 2 desc, 1 desc
        limit {3}
      ) p
      """;

  private final DSLContext db;

  SqlRecommender(DSLContext db) {
    this.db = db;
  }

  /** Only below the oldest transaction that is still running, so that none is passed over. */
  @Override
  public boolean noteWatched(int most) {
    var place = db.fetchSingle("select * from episodal.watched_progress for update");
    var fence =
        db.fetchSingle("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            .get(0, Long.class);
    var transaction = val(place.get("transaction_id", Long.class));
    var release = val(place.get("release_id", UUID.class));
    var last =
        db.fetchOptional(LAST_TO_NOTE, transaction, release, val(fence), val(most)).orElse(null);
    var lastTransaction = last == null ? fence : last.get(0, Long.class);
    var lastRelease = last == null ? LEAST : last.get(1, UUID.class);
    db.execute(NOTE, transaction, release, val(lastTransaction), val(lastRelease));
    db.execute(
        "update episodal.watched_progress set transaction_id = {0}, release_id = {1}",
        val(lastTransaction), val(lastRelease));
    return last != null;
  }

  @Override
  public Optional<ReleaseId> countTakers(Optional<ReleaseId> after, int most) {
    var portion = portion(RELEASES, after, most);
    db.deleteFrom(RELEASE_TAKERS).where(portion.has(RELEASE_TAKERS.RELEASE_ID)).execute();
    portion.last().ifPresent(last -> db.execute(COUNT_TAKERS, val(portion.after()), val(last)));
    return portion.last().map(ReleaseId::new);
  }

  @Override
  public Optional<ReleaseId> relate(Optional<ReleaseId> after, int most) {
    var portion = portion(RELEASE_TAKERS, after, most);
    db.deleteFrom(RELATED_RELEASES)
        .where(RELATED_RELEASES.KIND.eq("release"), portion.has(RELATED_RELEASES.TARGET_ID))
        .execute();
    portion
        .last()
        .ifPresent(last ->
            db.execute(
                RELATE,
                val(portion.after()),
                val(last),
                val(SAMPLE),
                val(TAKEN),
                val(Likeness.FEW),
                val(KEPT)));
    return portion.last().map(ReleaseId::new);
  }

  @Override
  public void choosePopular() {
    db.execute("delete from episodal.related_releases where kind in ('genre', 'franchise')");
    db.execute(
        CHOOSE_POPULAR,
        val(Likeness.OF_GENRE),
        val(Likeness.OF_FRANCHISE),
        val(Likeness.POPULARITY_ADDS),
        val(KEPT));
  }

  @Override
  public Page<Recommendation> page(UserId user, PageRequest request) {
    return new SelectRecommendations(db).page(user, request);
  }

  private Portion portion(Table<?> releases, Optional<ReleaseId> after, int most) {
    var from = after.map(ReleaseId::value).orElse(LEAST);
    var last =
        db.fetchOptional(LAST_RELEASE, val(from), val(most), releases)
            .map(row -> row.get(0, UUID.class));
    return new Portion(from, last);
  }

  /**
   * The releases behind one, in order of their ids.
   *
   * @param last the last of them; empty if the table has no more, and then it is all that are left
   */
  private record Portion(UUID after, Optional<UUID> last) {
    Condition has(Field<UUID> release) {
      var behind = release.gt(after);
      return last.map(until -> behind.and(release.le(until))).orElse(behind);
    }
  }
}

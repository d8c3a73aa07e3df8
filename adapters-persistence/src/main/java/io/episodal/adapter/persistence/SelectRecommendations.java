package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.Reason;
import io.episodal.domain.recommendation.Likeness;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.out.Recommender;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Reads what users may like. It is made on reading, from their latest deeds and what is like each
 * of those, so what they watched or followed meanwhile is not in it.
 */
final class SelectRecommendations {
  private static final String LIST = "recommendations";

  /** Of watched and of followed releases, the latest so many lead to others. */
  private static final int LEADING = 30;

  /** So many of a user's genres lead to releases if the user does not follow them. */
  private static final int LIKED_GENRES = 3;

  /** So many releases are looked at for the best that was not sent: more than two months' worth. */
  private static final int LOOKED = 70;

  /** So many causes are told. */
  private static final int TOLD = 2;

  /**
   * For each of the users {0} in the lanes {1}: what may be recommended, with a score and the
   * strongest causes, such as {@code watched:release:0199...}. Of each user the {2} that most
   * speaks for are looked at more closely.
   */
  private static final String WANTED =
      """
      with people as (
        select * from unnest({0}, {1}) as p (user_id, lane)
      ), taken as (
        select distinct on (p.user_id, t.release_id) p.user_id, t.release_id, t.deed
        from people p
        cross join lateral (
          (
            select w.release_id, 'watched' as deed
            from episodal.watched w
            where w.lane = p.lane and w.user_id = p.user_id and w.engaged
            order by w.watched_at desc
            limit {3}
          ) union all (
            select s.target_id, 'follows'
            from episodal.subscriptions s
            where s.user_id = p.user_id and s.kind = 'release' and s.is_active
            order by s.created_at desc
            limit {3}
          )
        ) t
        order by p.user_id, t.release_id, t.deed
      ), genre_shares as (
        select t.user_id, g.genre_id, count(*)::float8 / t.taken as share
        from (select user_id, release_id, count(*) over (partition by user_id) as taken from taken) t
        join episodal.release_genres g on g.release_id = t.release_id
        group by t.user_id, g.genre_id, t.taken
      ), leads as (
        select user_id, 'release' as kind, release_id as target_id, deed, 1.0::float8 as weight
        from taken
        union all
        select p.user_id, s.kind, s.target_id, 'follows', 1.0
        from people p
        join episodal.subscriptions s
          on s.user_id = p.user_id and s.kind in ('genre', 'franchise') and s.is_active
        union all
        select l.user_id, 'genre', l.genre_id, 'likes', l.share * {4}
        from (
          select s.*, row_number() over (
            partition by s.user_id order by s.share desc, s.genre_id desc) as place
          from genre_shares s
          where not exists (
            select 1
            from episodal.subscriptions f
            where f.user_id = s.user_id and f.kind = 'genre' and f.target_id = s.genre_id
              and f.is_active)
        ) l
        where l.place <= {5}
      ), known as (
        select p.user_id, w.release_id
        from people p
        join episodal.watched w on w.lane = p.lane and w.user_id = p.user_id
        union all
        select p.user_id, s.target_id
        from people p
        join episodal.subscriptions s on s.user_id = p.user_id and s.kind = 'release'
        union all
        select p.user_id, r.id
        from people p
        join episodal.notification_mutes m on m.user_id = p.user_id and m.ended_at is null
        cross join lateral (
          select split_part(m.subject, ':', 1) as kind,
            case when m.subject not like 'type:%' then split_part(m.subject, ':', 2)::uuid end
              as target_id
        ) t
        cross join lateral (
          select t.target_id as id
          where t.kind = 'release'
          union all
          select g.release_id
          from episodal.release_genres g
          where t.kind = 'genre' and g.genre_id = t.target_id
          union all
          select f.id
          from episodal.releases f
          where t.kind = 'franchise' and f.franchise_id = t.target_id and f.deleted_at is null
        ) r
      ), scored as (
        select l.user_id, r.release_id,
          1 - exp(sum(ln(1 - least(l.weight * r.likeness, .999)))) as together,
          (array_agg(
            l.deed || ':' || l.kind || ':' || l.target_id
            order by l.weight * r.likeness desc, l.target_id desc))[1:{6}] as causes
        from leads l
        join episodal.related_releases r on r.kind = l.kind and r.target_id = l.target_id
        where not exists (
          select 1 from known k where k.user_id = l.user_id and k.release_id = r.release_id)
        group by l.user_id, r.release_id
      ), closest as (
        select s.user_id, s.release_id, s.together, s.causes, c.title
        from (
          select *, row_number() over (
            partition by user_id order by together desc, release_id desc) as place
          from scored
        ) s
        join episodal.releases c on c.id = s.release_id and c.deleted_at is null
        where s.place <= {2}
      ), shares as (
        select c.user_id, c.release_id, max(coalesce(s.share, 0)) as share
        from closest c
        join episodal.release_genres g on g.release_id = c.release_id
        left join genre_shares s on s.user_id = c.user_id and s.genre_id = g.genre_id
        where exists (select 1 from taken t where t.user_id = c.user_id)
        group by c.user_id, c.release_id
      )
      select c.user_id, c.release_id, c.title, c.causes,
        round((c.together * (1 - {7} + {7} * coalesce(s.share, 1)))::numeric, 6)::float8 as score
      from closest c
      left join shares s on s.user_id = c.user_id and s.release_id = c.release_id
      """;

  /** The causes of a recommendation {@code p} with what they are named by. */
  private static final String NAMED_CAUSES =
      """
      left join lateral (
        select split_part(u.cause, ':', 1) as deed, split_part(u.cause, ':', 2) as kind,
          split_part(u.cause, ':', 3)::uuid as target_id, u.place
        from unnest(p.causes) with ordinality as u (cause, place)
      ) c on true
      left join episodal.releases r on c.kind = 'release' and r.id = c.target_id
      left join episodal.genres g on c.kind = 'genre' and g.id = c.target_id
      left join episodal.franchises f on c.kind = 'franchise' and f.id = c.target_id
      """;

  /** One row for each cause of each recommendation of the page; at least the total. */
  private static final String PAGE =
      """
      with wanted as materialized (
        {0}
      ), best as (
        select * from wanted where score > 0 order by score desc, release_id desc limit {1}
      ), counts as (
        select count(*) as total from best
      ), page as (
        select *
        from best
        where {2} is null or (score, release_id) < ({2}, {3})
        order by score desc, release_id desc
        limit {4} offset {5}
      )
      select n.total, p.release_id, p.title, p.score, c.deed, c.kind, c.target_id,
        coalesce(r.title, g.name, f.name) as name
      from counts n
      left join page p on true
      """
          + NAMED_CAUSES
          + "order by p.score desc, p.release_id desc, c.place";

  /** One row for each cause of what speaks most for each user of the lane {1} and was not sent. */
  private static final String BEST =
      """
      with wanted as materialized (
        {0}
      ), best as (
        select distinct on (w.user_id) w.*
        from wanted w
        where w.score > 0 and not exists (
          select 1
          from episodal.inbox i
          where i.lane = {1} and i.user_id = w.user_id and i.type = {2}
            and (i.recommendation ->> 'release')::uuid = w.release_id)
        order by w.user_id, w.score desc, w.release_id desc
      )
      select p.user_id, p.release_id, p.title, p.score, c.deed, c.kind, c.target_id,
        coalesce(r.title, g.name, f.name) as name
      from best p
      """
          + NAMED_CAUSES
          + "order by p.user_id, c.place";

  private final DSLContext db;

  SelectRecommendations(DSLContext db) {
    this.db = db;
  }

  Page<Recommendation> page(UserId user, PageRequest request) {
    var key = request.after().map(cursor -> new Keyset(cursor, LIST, 2));
    var rows =
        db.fetch(
            PAGE,
            wanted(List.of(user), 2 * Recommender.MOST),
            val(Recommender.MOST),
            val(key.map(after -> after.decimal(0)).orElse(null), Double.class),
            val(key.map(after -> after.id(1)).orElse(null), UUID.class),
            val(request.limit() + 1),
            val(request.skip()));
    var found =
        SelectInbox.by(
                "release_id", rows.stream().filter(row -> row.get("release_id") != null).toList())
            .stream()
            .map(SelectRecommendations::recommendation)
            .toList();
    return Page.of(
        request,
        found,
        rows.getFirst().get("total", Long.class),
        last -> Cursor.after(LIST, last.score(), last.release().value()));
  }

  /** What most speaks for each of some users of one lane, of what they were not sent yet. */
  Map<UserId, Recommendation> best(List<UserId> users) {
    var best = new LinkedHashMap<UserId, Recommendation>();
    if (!users.isEmpty()) {
      var rows =
          db.fetch(
              BEST,
              wanted(users, LOOKED),
              val((short) users.getFirst().lane()),
              val(StoredTypes.number(NotificationType.RECOMMENDATION)));
      for (var ofUser : SelectInbox.by("user_id", rows)) {
        best.put(new UserId(ofUser.getFirst().get("user_id", UUID.class)), recommendation(ofUser));
      }
    }
    return best;
  }

  /** What may be recommended to some users, looking closely at so many releases for each. */
  private static QueryPart wanted(Collection<UserId> users, int looked) {
    return DSL.sql(
        WANTED,
        SqlArrays.ids(users, UserId::value),
        SqlArrays.lanes(users, user -> user),
        val(looked),
        val(LEADING),
        val(Likeness.LIKED),
        val(LIKED_GENRES),
        val(TOLD),
        val(Likeness.GENRES_COUNT));
  }

  private static Recommendation recommendation(List<Record> rows) {
    var first = rows.getFirst();
    return new Recommendation(
        new ReleaseId(first.get("release_id", UUID.class)),
        first.get("title", String.class),
        new Reason(rows.stream().map(SelectRecommendations::cause).toList()),
        first.get("score", Double.class));
  }

  private static Cause cause(Record row) {
    return new Cause(
        Deed.ofCode(row.get("deed", String.class)),
        SubscriptionTarget.of(row.get("kind", String.class), row.get("target_id", UUID.class)),
        row.get("name", String.class));
  }
}

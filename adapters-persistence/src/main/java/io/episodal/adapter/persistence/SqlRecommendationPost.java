package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.out.RecommendationPost;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Sends recommendations set-wise. What to send is found out before the lane is locked, since that
 * takes longest; who may be sent something is judged again under the lock.
 */
final class SqlRecommendationPost implements RecommendationPost {

  /** The next {2} users of the lane {0} after {1} who took anything, and whether {3} of them. */
  private static final String NEXT =
      """
      select u.user_id, {3} as may
      from (
        select {0}::smallint as lane, n.user_id
        from (
          (
            select distinct w.user_id
            from episodal.watched w
            where w.lane = {0} and w.user_id > {1}
            order by w.user_id
            limit {2}
          ) union (
            select distinct s.user_id
            from episodal.subscriptions s
            where s.lane = {0} and s.user_id > {1} and s.is_active
            order by s.user_id
            limit {2}
          )
        ) n
        order by n.user_id
        limit {2}
      ) u
      order by u.user_id
      """;

  /** A user {@code u} has got no recommendation since {0}. */
  private static final String NONE_SINCE =
      """
      not exists (
        select 1
        from episodal.inbox i
        where i.lane = u.lane and i.user_id = u.user_id and i.delivered_at > {0} and i.type = {1}
      )
      """;

  /** Puts {4} with ids {3} into the inboxes of those of the users {1} in lane {0} who {6}. */
  private static final String SEND =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type, recommendation)
      select u.lane, u.user_id, {2}, u.id, {5}, u.recommendation::jsonb
      from (
        select {0}::smallint as lane, n.*
        from unnest({1}, {3}, {4}) as n (user_id, id, recommendation)
      ) u
      where {6}
      """;

  /**
   * Whether the user {1} of lane {0} knows the release {2}, wants to hear of it, and has a slot.
   */
  private static final String AGAINST =
      """
      select {3} as wants, {4} is null as free,
        exists (
          select 1
          from episodal.watched w
          where w.lane = u.lane and w.user_id = u.user_id and w.release_id = {2}
        ) or exists (
          select 1
          from episodal.subscriptions s
          where s.user_id = u.user_id and s.kind = 'release' and s.target_id = {2}
        ) as knows
      from (select {0}::smallint as lane, {1}::uuid as user_id) u
      """;

  /** Whatever silences a recommendation of the release {0}; {1} does so for all of them. */
  private static final String SUBJECTS =
      """
      (
        select array[{1}, 'release:' || r.id, 'franchise:' || r.franchise_id]
          || array(
            select 'genre:' || g.genre_id
            from episodal.release_genres g
            where g.release_id = r.id)
        from episodal.releases r
        where r.id = {0}
      )
      """;

  private static final NotificationType TYPE = NotificationType.RECOMMENDATION;
  private static final Field<String> SWITCH = val("type:" + TYPE.code());

  private final DSLContext db;
  private final StoreClock clock;
  private final SqlLanes lanes;

  SqlRecommendationPost(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
    this.lanes = new SqlLanes(db, clock);
  }

  @Override
  public Sent sendNext(LanePosition after, DeliveryPolicy policy, IdGenerator ids, int most) {
    var lane = after.lane();
    var users =
        db.fetch(
            NEXT, val(lane), val(after.user().value()), val(most), may(policy, clock.read(db)));
    var willing =
        users.stream()
            .filter(row -> row.get("may", Boolean.class))
            .map(SqlRecommendationPost::user)
            .toList();
    var best = new SelectRecommendations(db).best(willing);
    return new Sent(
        best.isEmpty() ? 0 : send(lane, best, policy, ids),
        users.size() < most ? null : new LanePosition(lane, user(users.getLast())));
  }

  private long send(
      int lane, Map<UserId, Recommendation> best, DeliveryPolicy policy, IdGenerator ids) {
    var stamp = lanes.lock(lane, lane);
    var recommendations =
        best.values().stream()
            .map(each -> StoredRecommendation.write(content(each)).data())
            .toList();
    var sent =
        db.execute(
            SEND,
            val(lane),
            SqlArrays.ids(best.keySet(), UserId::value),
            at(stamp),
            SqlArrays.ids(best.keySet(), user -> ids.next()),
            SqlArrays.texts(recommendations, text -> text),
            type(),
            may(policy, stamp));
    if (sent > 0) {
      lanes.stamp(lane, lane, stamp);
    }
    return sent;
  }

  @Override
  public Delivery send(UserId user, NotificationId id, Recommended what, DeliveryPolicy policy) {
    var stamp = lanes.lock(user.lane(), user.lane());
    var release = val(what.release().value());
    var against =
        db.fetchSingle(
            AGAINST,
            val(user.lane()),
            val(user.value()),
            release,
            SqlMutes.wanted(DSL.sql(SUBJECTS, release, SWITCH)),
            new SqlLimits(policy, TYPE, stamp).nextSlot());
    if (against.get("knows", Boolean.class)) {
      return Delivery.KNOWN;
    }
    if (!against.get("wants", Boolean.class)) {
      return Delivery.MUTED;
    }
    if (!against.get("free", Boolean.class)) {
      return Delivery.LIMITED;
    }
    db.execute(
        SEND,
        val(user.lane()),
        SqlArrays.ids(List.of(user), UserId::value),
        at(stamp),
        SqlArrays.ids(List.of(id), NotificationId::value),
        SqlArrays.texts(List.of(what), each -> StoredRecommendation.write(each).data()),
        type(),
        DSL.sql("true"));
    lanes.stamp(user.lane(), user.lane(), stamp);
    return Delivery.SENT;
  }

  /** A user {@code u} may be sent a recommendation. */
  private static QueryPart may(DeliveryPolicy policy, Instant stamp) {
    return DSL.sql(
        "{0} and {1} and {2} is null",
        SqlMutes.wanted(DSL.sql("array[{0}]", SWITCH)),
        DSL.sql(NONE_SINCE, at(stamp.minus(PAUSE)), type()),
        new SqlLimits(policy, TYPE, stamp).nextSlot());
  }

  private static Recommended content(Recommendation found) {
    return new Recommended(found.release(), found.releaseTitle(), new Why.Deeds(found.reason()));
  }

  private static UserId user(Record row) {
    return new UserId(row.get("user_id", UUID.class));
  }

  private static Field<Short> type() {
    return val(StoredTypes.number(TYPE));
  }

  private static Field<OffsetDateTime> at(Instant instant) {
    return val(instant.atOffset(ZoneOffset.UTC));
  }
}

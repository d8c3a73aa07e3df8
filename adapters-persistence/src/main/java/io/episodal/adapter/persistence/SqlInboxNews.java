package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.INBOX;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.InboxNews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** News of many inboxes in one statement. */
final class SqlInboxNews implements InboxNews {

  /**
   * What is in the inboxes of the users {1} in lanes {0} after their places ({2}, {3}), at most {4}
   * for each. What many users are told of is read once.
   */
  private static final String SINCE =
      """
      with news as materialized (
        select f.place, n.*
        from unnest({0}, {1}, {2}, {3}) with ordinality
          as f (lane, user_id, seen_at, seen_id, place)
        cross join lateral (
          select i.delivered_at, i.event_id, i.read_at, i.digest is not null as is_digest,
            i.recommendation,
            coalesce(i.digest, array[i.event_id]) as events
          from episodal.inbox i
          left join episodal.notification_events e on e.id = i.event_id
          where i.lane = f.lane and i.user_id = f.user_id
            and (i.delivered_at, i.event_id) > (f.seen_at, f.seen_id)
            and i.archived_at is null and
      """
          + SelectInbox.VISIBLE
          + """
              order by i.delivered_at, i.event_id
              limit {4}
            ) n
          ), told as materialized (
            select e.id, e.kind, e.release_id, e.release_title, e.retracted_at,
              a.episode_id, a.title, a.number, a.episode_count, a.first_number
            from (select distinct unnest(n.events) as id from news n) wanted
            join episodal.notification_events e on e.id = wanted.id
          """
          + JooqNotificationEvents.NAMED_EPISODES
          + """
          )
          select n.place, n.delivered_at, n.event_id, n.read_at, n.is_digest, n.recommendation, t.*
          from news n
          cross join lateral unnest(n.events) as event (id)
          left join told t on t.id = event.id
          order by n.place, n.delivered_at, n.event_id, t.id
          """;

  private static final Field<Long> PLACE = field("place", SQLDataType.BIGINT);

  private final DSLContext db;

  SqlInboxNews(DSLContext db) {
    this.db = db;
  }

  @Override
  public InboxPosition latest(UserId user) {
    return db.select(INBOX.DELIVERED_AT, INBOX.EVENT_ID)
        .from(INBOX)
        .where(JooqInbox.of(user))
        .orderBy(INBOX.DELIVERED_AT.desc(), INBOX.EVENT_ID.desc())
        .limit(1)
        .fetchOptional(row -> new InboxPosition(row.value1(), new NotificationId(row.value2())))
        .orElse(InboxPosition.START);
  }

  @Override
  public boolean keeps(UserId user, InboxPosition position) {
    return db.fetchExists(
        INBOX,
        JooqInbox.of(user),
        INBOX.DELIVERED_AT.eq(position.deliveredAt()),
        INBOX.EVENT_ID.eq(position.id().value()));
  }

  @Override
  public long unreadUpTo(UserId user, InboxPosition position) {
    return db.fetchCount(
        INBOX,
        JooqInbox.of(user),
        JooqInbox.upTo(position),
        INBOX.READ_AT.isNull(),
        JooqInbox.inInbox());
  }

  @Override
  public Map<Follower, List<Notification>> since(Set<Follower> followers, int most) {
    var places = List.copyOf(followers);
    var rows =
        db.fetch(
            SINCE,
            SqlArrays.lanes(places, Follower::user),
            SqlArrays.ids(places, follower -> follower.user().value()),
            SqlArrays.instants(places, follower -> follower.seen().deliveredAt()),
            SqlArrays.ids(places, follower -> follower.seen().id().value()),
            val(most));
    Map<Follower, List<Notification>> news = new HashMap<>();
    rows.intoGroups(PLACE)
        .forEach((place, ofFollower) ->
            news.put(
                places.get(Math.toIntExact(place) - 1),
                SelectInbox.by("event_id", ofFollower).stream()
                    .map(SelectInbox::notification)
                    .toList()));
    return news;
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.DELIVERY_LANES;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * Delivery, set-wise. The steps of one delivery are statements of their own, in READ COMMITTED: the
 * count of what a user had lately must begin after the lane's lock was got, or two deliveries that
 * race would not see each other.
 */
final class SqlFanOut implements FanOut {

  /**
   * The followers of any of the targets {0} {1} since {2}, each once, after the place ({3}, {4})
   * and up to ({5}, {6}), at most {7}, in order. Every target is read in order from its index and
   * only as far as one step goes, so that a step costs the same however many followers are left.
   */
  private static final String FOLLOWERS =
      """
      select distinct f.lane, f.user_id
      from unnest({0}, {1}) as t (kind, target_id)
      cross join lateral (
        select s.lane, s.user_id
        from episodal.subscriptions s
        where s.kind = t.kind and s.target_id = t.target_id and s.is_active
          and (s.lane, s.user_id) > ({3}, {4}) and (s.lane, s.user_id) <= ({5}, {6})
          and s.created_at <= {2}
        order by s.lane, s.user_id
        limit {7}
      ) f
      order by f.lane, f.user_id
      limit {7}
      """;

  /** How many they are, who is the last of them, and what the event {1} is for them. */
  private static final String COUNT_AND_LAST =
      """
      select count(*) over (), u.lane, u.user_id,
        (select e.kind from episodal.notification_events e where e.id = {1})
      from ({0}) u
      order by u.lane desc, u.user_id desc
      limit 1
      """;

  /** Delivers to those followers whom {4} allows it and who have not muted it ({5}). */
  private static final String DELIVER =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type)
      select u.lane, u.user_id, {2}, {1}, {3}
      from ({0}) u
      where {4} and {5}
      """;

  /** Holds the event back until {3} for those followers who have not got it, nor muted it ({4}). */
  private static final String HOLD_BACK =
      """
      insert into episodal.digest_items (lane, user_id, event_id, held_at, due_at)
      select u.lane, u.user_id, {1}, {2}, coalesce({3}, {2})
      from ({0}) u
      where {4} and not exists (
        select 1
        from episodal.inbox i
        where i.lane = u.lane and i.user_id = u.user_id
          and i.delivered_at = {2} and i.event_id = {1}
      )
      on conflict do nothing
      """;

  private static final String COUNT_MUTED = "select count(*) from ({0}) u where not ({1})";

  private static final String AUDIENCE =
      """
      select count(distinct s.user_id)
      from unnest({0}, {1}) as t (kind, target_id)
      join episodal.subscriptions s
        on s.kind = t.kind and s.target_id = t.target_id and s.is_active and s.created_at <= {2}
      """;

  /** Lanes {0} to {1} have had something delivered at {2}; all nodes hear of it on commit. */
  private static final String STAMPED =
      """
      with stamped as (
        update episodal.delivery_lanes set last_stamp = {2} where lane between {0} and {1}
      )
      select pg_notify({3}, {0} || ' ' || {1})
      """;

  private static final Duration TICK = Duration.ofNanos(1_000);
  private static final UserId LAST_USER = new UserId(new UUID(-1, -1));

  private final DSLContext db;
  private final StoreClock clock;

  SqlFanOut(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public long audience(Set<SubscriptionTarget> targets, Instant since) {
    return db.fetchSingle(AUDIENCE, kinds(targets), ids(targets), at(since)).get(0, Long.class);
  }

  @Override
  public Delivered deliver(Step step, DeliveryPolicy policy) {
    var stamp = lock(step.after().lane(), step.lastLane());
    var end = new LanePosition(step.lastLane(), LAST_USER);
    var event = id(step.event().value());
    var found = db.fetchOptional(COUNT_AND_LAST, followers(step, end), event).orElse(null);
    if (found == null) {
      return new Delivered(0, 0, 0, null);
    }
    var count = found.get(0, Long.class);
    var last = new LanePosition(found.get(1, Integer.class), new UserId(found.get(2, UUID.class)));
    // From here on the place where the step ends is fixed, whoever unsubscribes meanwhile.
    var followers = followers(step, last);
    var limits = new SqlLimits(policy, NotificationType.of(found.get(3, String.class)), stamp);
    var notified = deliver(followers, step.event(), limits);
    stamped(step.after().lane(), last.lane(), stamp);
    var reached = count < step.most() ? null : last;
    if (notified >= count) {
      return new Delivered(notified, 0, 0, reached);
    }
    return switch (policy.overflow()) {
      case DIGEST -> {
        var digested = holdBack(followers, step.event(), limits);
        yield new Delivered(notified, digested, 0, count - notified - digested, reached);
      }
      case SKIP -> {
        var muted = countMuted(followers, step.event());
        yield new Delivered(notified, 0, Math.max(0, count - notified - muted), muted, reached);
      }
    };
  }

  private long deliver(QueryPart followers, NotificationId event, SqlLimits limits) {
    return db.execute(
        DELIVER,
        followers,
        id(event.value()),
        at(limits.stamp()),
        val(StoredTypes.number(limits.type())),
        limits.allow(),
        SqlMutes.wanted(event));
  }

  private long holdBack(QueryPart followers, NotificationId event, SqlLimits limits) {
    return db.execute(
        HOLD_BACK,
        followers,
        id(event.value()),
        at(limits.stamp()),
        limits.nextSlot(),
        SqlMutes.wantedInDigest(event));
  }

  private long countMuted(QueryPart followers, NotificationId event) {
    return db.fetchSingle(COUNT_MUTED, followers, SqlMutes.wanted(event)).get(0, Long.class);
  }

  @Override
  public long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most) {
    var stamp = lock(lane, lane);
    var limits = new SqlLimits(policy, NotificationType.DIGEST, stamp);
    var handled = new SqlDigests(db, lane, limits).deliver(ids, most);
    if (handled > 0) {
      stamped(lane, lane, stamp);
    }
    return handled;
  }

  /** Skips from lane to lane along the index. */
  @Override
  public Set<Integer> lanesWithDueDigests() {
    var now = clock.read(db);
    return new HashSet<>(
        db.resultQuery(
                """
                select l.lane::integer
                from episodal.delivery_lanes l
                where exists (
                  select 1 from episodal.digest_items d where d.lane = l.lane and d.due_at <= {0})
                """,
                at(now))
            .fetch(0, Integer.class));
  }

  /**
   * Locks lanes in their order, and answers a stamp after anything delivered in them, even if the
   * clock stands still or was set back.
   */
  private Instant lock(int firstLane, int lastLane) {
    var last =
        db
            .select(DELIVERY_LANES.LAST_STAMP)
            .from(DELIVERY_LANES)
            .where(DELIVERY_LANES.LANE.between((short) firstLane, (short) lastLane))
            .orderBy(DELIVERY_LANES.LANE)
            .forUpdate()
            .fetch(DELIVERY_LANES.LAST_STAMP)
            .stream()
            .max(Instant::compareTo)
            .orElseThrow();
    var now = clock.read(db);
    return now.isAfter(last) ? now : last.plus(TICK);
  }

  private void stamped(int firstLane, int lastLane, Instant stamp) {
    db.fetch(STAMPED, number(firstLane), number(lastLane), at(stamp), val(NotifiedSignals.CHANNEL));
  }

  private static QueryPart followers(Step step, LanePosition upTo) {
    return DSL.sql(
        FOLLOWERS,
        kinds(step.targets()),
        ids(step.targets()),
        at(step.since()),
        number(step.after().lane()),
        id(step.after().user().value()),
        number(upTo.lane()),
        id(upTo.user().value()),
        number(step.most()));
  }

  private static Field<String[]> kinds(Set<SubscriptionTarget> targets) {
    return SqlArrays.texts(targets, SubscriptionTarget::kind);
  }

  private static Field<UUID[]> ids(Set<SubscriptionTarget> targets) {
    return SqlArrays.ids(targets, SubscriptionTarget::value);
  }

  private static Field<OffsetDateTime> at(Instant instant) {
    return val(instant.atOffset(ZoneOffset.UTC));
  }

  private static Param<UUID> id(UUID id) {
    return val(id);
  }

  private static Param<Integer> number(int number) {
    return val(number);
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.DELIVERY_LANES;
import static io.episodal.adapter.persistence.schema.Tables.DIGEST_ITEMS;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
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

  private static final String COUNT_AND_LAST =
      """
      select count(*) over (), followers.lane, followers.user_id
      from ({0}) followers
      order by followers.lane desc, followers.user_id desc
      limit 1
      """;

  /** Delivers to those followers who have had fewer than {5} in the window that began at {4}. */
  private static final String DELIVER =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id)
      select followers.lane, followers.user_id, {2}, {1}
      from ({0}) followers
      where {3} > (
        select count(*)
        from (
          select 1
          from episodal.inbox i
          where i.lane = followers.lane and i.user_id = followers.user_id
            and i.delivered_at > {4}
          limit {3}
        ) had
      )
      """;

  /**
   * Holds the event back for those followers who have not got it. They have a slot again when the
   * oldest of their latest {3} leaves the window.
   */
  private static final String HOLD_BACK =
      """
      insert into episodal.digest_items (lane, user_id, event_id, due_at)
      select followers.lane, followers.user_id, {1}, coalesce(oldest.delivered_at, {2}) + {4}
      from ({0}) followers
      left join lateral (
        select i.delivered_at
        from episodal.inbox i
        where i.lane = followers.lane and i.user_id = followers.user_id
        order by i.delivered_at desc
        offset {3} - 1
        limit 1
      ) oldest on true
      where not exists (
        select 1
        from episodal.inbox i
        where i.lane = followers.lane and i.user_id = followers.user_id
          and i.delivered_at = {2} and i.event_id = {1}
      )
      on conflict do nothing
      """;

  private static final String AUDIENCE =
      """
      select count(distinct s.user_id)
      from unnest({0}, {1}) as t (kind, target_id)
      join episodal.subscriptions s
        on s.kind = t.kind and s.target_id = t.target_id and s.is_active and s.created_at <= {2}
      """;

  /** Users of {0} in lane {1} who are at their limit {2} at {3} wait until they have a slot. */
  private static final String WAIT_ON =
      """
      update episodal.digest_items d
      set due_at = oldest.delivered_at + {4}
      from unnest({0}) as u (user_id)
      cross join lateral (
        select i.delivered_at
        from episodal.inbox i
        where i.lane = {1} and i.user_id = u.user_id
        order by i.delivered_at desc
        offset {2} - 1
        limit 1
      ) oldest
      where d.lane = {1} and d.user_id = u.user_id and oldest.delivered_at > {3} - {4}
      """;

  private static final String DELIVER_DIGESTS =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, digest)
      select {2}, u.user_id, {3}, u.digest_id, held.events
      from unnest({0}, {1}) as u (user_id, digest_id)
      cross join lateral (
        select array_agg(d.event_id order by d.event_id) as events
        from episodal.digest_items d
        join episodal.notification_events e on e.id = d.event_id
        where d.lane = {2} and d.user_id = u.user_id and e.retracted_at is null
      ) held
      where held.events is not null
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
    var found = db.fetchOptional(COUNT_AND_LAST, followers(step, end)).orElse(null);
    if (found == null) {
      return new Delivered(0, 0, 0, null);
    }
    var count = found.get(0, Long.class);
    var last = new LanePosition(found.get(1, Integer.class), new UserId(found.get(2, UUID.class)));
    // From here on the place where the step ends is fixed, whoever unsubscribes meanwhile.
    var followers = followers(step, last);
    var event = id(step.event().value());
    var limit = number(policy.limit());
    long notified =
        db.execute(DELIVER, followers, event, at(stamp), limit, at(stamp.minus(policy.window())));
    long digested = 0;
    if (notified < count && policy.overflow() == Overflow.DIGEST) {
      digested = db.execute(HOLD_BACK, followers, event, at(stamp), limit, interval(policy));
    }
    stamped(step.after().lane(), last.lane(), stamp);
    var skipped = policy.overflow() == Overflow.SKIP ? Math.max(0, count - notified) : 0;
    return new Delivered(notified, digested, skipped, count < step.most() ? null : last);
  }

  @Override
  public long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most) {
    var stamp = lock(lane, lane);
    var users =
        db.select(DIGEST_ITEMS.USER_ID)
            .from(DIGEST_ITEMS)
            .where(DIGEST_ITEMS.LANE.eq((short) lane), DIGEST_ITEMS.DUE_AT.le(stamp))
            .groupBy(DIGEST_ITEMS.USER_ID)
            .orderBy(min(DIGEST_ITEMS.DUE_AT), DIGEST_ITEMS.USER_ID)
            .limit(most)
            .fetch(DIGEST_ITEMS.USER_ID);
    if (users.isEmpty()) {
      return 0;
    }
    db.execute(
        WAIT_ON,
        SqlArrays.ids(users, user -> user),
        number(lane),
        number(policy.limit()),
        at(stamp),
        interval(policy));
    deliverDigests(lane, users, stamp, ids);
    return users.size();
  }

  /** To those of the users who still have something due, now that the others wait on. */
  private void deliverDigests(int lane, List<UUID> users, Instant stamp, IdGenerator ids) {
    var due =
        db.selectDistinct(DIGEST_ITEMS.USER_ID)
            .from(DIGEST_ITEMS)
            .where(
                DIGEST_ITEMS.LANE.eq((short) lane),
                DIGEST_ITEMS.DUE_AT.le(stamp),
                DIGEST_ITEMS.USER_ID.in(users))
            .fetch(DIGEST_ITEMS.USER_ID);
    if (due.isEmpty()) {
      return;
    }
    db.execute(
        DELIVER_DIGESTS,
        SqlArrays.ids(due, user -> user),
        SqlArrays.ids(due, user -> ids.next()),
        number(lane),
        at(stamp));
    db.deleteFrom(DIGEST_ITEMS)
        .where(DIGEST_ITEMS.LANE.eq((short) lane), DIGEST_ITEMS.USER_ID.in(due))
        .execute();
    stamped(lane, lane, stamp);
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

  private static QueryPart interval(DeliveryPolicy policy) {
    return DSL.sql("make_interval(secs => {0})", val(policy.window().toNanos() / 1e9));
  }
}

package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Delivery, set-wise. The steps of one delivery are statements of their own, in READ COMMITTED: the
 * count of what a user had lately must begin after the lane's lock was got, or two deliveries that
 * race would not see each other.
 */
final class SqlFanOut implements FanOut {

  /** The followers of one target, of kind {0} and id {1}, since {2}. */
  private static final String FOLLOWERS =
      """
      select s.lane, s.user_id
      from episodal.subscriptions s
      where s.kind = {0} and s.target_id = {1} and s.is_active and s.created_at <= {2}
      """;

  /**
   * The next {4} of the followers {0} after the place ({1}, {2}) and up to the lane {3}, in order.
   * They are read in order from their index and only as far as one step goes, so that a step costs
   * the same however many are left.
   */
  private static final String NEXT =
      """
      ({0} and (s.lane, s.user_id) > ({1}, {2}) and s.lane <= {3}
      order by s.lane, s.user_id
      limit {4})
      """;

  /** The first {1} of whoever is in any of {0}. */
  private static final String FIRST =
      "select f.lane, f.user_id from ({0}) f order by f.lane, f.user_id limit {1}";

  private static final String COUNT = "select count(*) from ({0}) f";

  /** What the event {0} is, and whatever silences it for those who have muted that. */
  private static final String ABOUT =
      """
      select e.kind, episodal.subjects_of(e.id) as subjects
      from episodal.notification_events e
      where e.id = {0}
      """;

  /**
   * Delivers the event {1}, of type {3}, at {2} to those of the followers {0} who want it ({4}) and
   * have a slot before {5}, and does {6} with those who have none. It is one statement, so that
   * each follower is looked at once and all of it is about the same ones, whoever subscribes or
   * unsubscribes meanwhile.
   */
  private static final String DELIVER =
      """
      with followers as materialized (
        select u.lane, u.user_id, {4} as wants, {5} as slot
        from ({0}) u
      ), told as (
        insert into episodal.inbox (lane, user_id, delivered_at, event_id, type)
        select u.lane, u.user_id, {2}, {1}, {3}
        from followers u
        where u.wants and u.slot is null
        returning 1
      ), over as (
        {6}
      )
      select (select count(*) from followers) as followers, (select count(*) from told) as told,
        (select count(*) from over) as over, last.lane, last.user_id
      from (
        select u.lane, u.user_id from followers u order by u.lane desc, u.user_id desc limit 1
      ) last
      """;

  /** Holds the event {0} back from {1} until there is a slot, for those who want digests ({2}). */
  private static final String HOLD_BACK =
      """
      insert into episodal.digest_items (lane, user_id, event_id, held_at, due_at)
      select u.lane, u.user_id, {0}, {1}, u.slot
      from followers u
      where u.wants and u.slot is not null and {2}
      on conflict do nothing
      returning 1
      """;

  private static final String SKIP =
      "select 1 from followers u where u.wants and u.slot is not null";

  private final DSLContext db;
  private final StoreClock clock;
  private final SqlLanes lanes;

  SqlFanOut(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
    this.lanes = new SqlLanes(db, clock);
  }

  @Override
  public long audience(Set<SubscriptionTarget> targets, Instant since) {
    var followers = anyOf(targets, target -> followers(target, since));
    return db.fetchSingle(COUNT, followers).get(0, Long.class);
  }

  @Override
  public Delivered deliver(Step step, DeliveryPolicy policy) {
    var stamp = lanes.lock(step.after().lane(), step.lastLane());
    var event = id(step.event().value());
    var about = db.fetchSingle(ABOUT, event);
    var limits = new SqlLimits(policy, NotificationType.of(about.get("kind", String.class)), stamp);
    var done =
        db.fetchOptional(
                DELIVER,
                followers(step),
                event,
                at(stamp),
                val(StoredTypes.number(limits.type())),
                SqlMutes.wanted(val(about.get("subjects", String[].class))),
                limits.nextSlot(),
                overflow(event, limits))
            .orElse(null);
    if (done == null) {
      return new Delivered(0, 0, 0, null);
    }
    var last =
        new LanePosition(
            done.get("lane", Integer.class), new UserId(done.get("user_id", UUID.class)));
    lanes.stamp(step.after().lane(), last.lane(), stamp);
    return delivered(done, policy.overflow(), step.most(), last);
  }

  private static QueryPart overflow(Param<UUID> event, SqlLimits limits) {
    return switch (limits.policy().overflow()) {
      case DIGEST -> DSL.sql(HOLD_BACK, event, at(limits.stamp()), SqlMutes.wantsDigests());
      case SKIP -> DSL.sql(SKIP);
    };
  }

  private static Delivered delivered(Record done, Overflow overflow, int most, LanePosition last) {
    long followers = done.get("followers", Long.class);
    long told = done.get("told", Long.class);
    long over = done.get("over", Long.class);
    var muted = followers - told - over;
    var reached = followers < most ? null : last;
    return switch (overflow) {
      case DIGEST -> new Delivered(told, over, 0, muted, reached);
      case SKIP -> new Delivered(told, 0, over, muted, reached);
    };
  }

  @Override
  public long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most) {
    var stamp = lanes.lock(lane, lane);
    var limits = new SqlLimits(policy, NotificationType.DIGEST, stamp);
    var handled = new SqlDigests(db, lane, limits).deliver(ids, most);
    if (handled > 0) {
      lanes.stamp(lane, lane, stamp);
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

  private static QueryPart followers(Step step) {
    var next = anyOf(step.targets(), target -> next(followers(target, step.since()), step));
    return DSL.sql(FIRST, next, number(step.most()));
  }

  private static QueryPart followers(SubscriptionTarget target, Instant since) {
    return DSL.sql(FOLLOWERS, val(target.kind()), id(target.value()), at(since));
  }

  private static QueryPart next(QueryPart followers, Step step) {
    return DSL.sql(
        NEXT,
        followers,
        number(step.after().lane()),
        id(step.after().user().value()),
        number(step.lastLane()),
        number(step.most()));
  }

  /** Each row of what is read for some targets, once. */
  private static QueryPart anyOf(
      Set<SubscriptionTarget> targets, Function<SubscriptionTarget, QueryPart> read) {
    return targets.stream()
        .map(read)
        .reduce((one, other) -> DSL.sql("{0} union {1}", one, other))
        .orElseThrow();
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

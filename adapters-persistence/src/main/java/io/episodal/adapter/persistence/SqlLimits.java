package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * A policy as conditions on a user {@code u}: what {@link DeliveryPolicy} says of one, in SQL. What
 * an inbox has had is counted no further than the limit.
 *
 * @param type of what is to be delivered
 * @param stamp when
 */
record SqlLimits(DeliveryPolicy policy, NotificationType type, Instant stamp) {
  /** The oldest of the latest {0} of the window, if it has so many. */
  private static final String OLDEST =
      """
      (
        select i.delivered_at
        from episodal.inbox i
        where i.lane = u.lane and i.user_id = u.user_id and i.delivered_at > {1}{2}
        order by i.delivered_at desc
        offset {0} - 1
        limit 1
      )
      """;

  private static final QueryPart ALL = DSL.sql("");

  /** When the user may be told of one more; null if that is now. */
  QueryPart nextSlot() {
    if (policy.isExempt(type)) {
      return DSL.sql("null::timestamptz");
    }
    var ofAll = oldest(policy.limit(), counted());
    var ofType = policy.limitOf(type);
    var last =
        ofType.isEmpty()
            ? ofAll
            : DSL.sql("greatest({0}, {1})", ofAll, oldest(ofType.getAsInt(), alike()));
    return DSL.sql("{0} + {1}", last, window());
  }

  private QueryPart oldest(int limit, QueryPart which) {
    var after = stamp.minus(policy.window()).atOffset(ZoneOffset.UTC);
    return DSL.sql(OLDEST, val(limit), val(after), which);
  }

  private QueryPart counted() {
    var exempt = policy.exempt();
    return exempt.isEmpty()
        ? ALL
        : DSL.sql(
            " and i.type <> all ({0})",
            val(exempt.stream().map(StoredTypes::number).toArray(Short[]::new)));
  }

  private QueryPart alike() {
    return DSL.sql(" and i.type = {0}", val(StoredTypes.number(type)));
  }

  private QueryPart window() {
    return DSL.sql("make_interval(secs => {0})", val(policy.window().toNanos() / 1e9));
  }
}

package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
  /** Fewer than {0} of those that count ({2}) were delivered in the window that began at {1}. */
  private static final String FEWER =
      """
      {0} > (
        select count(*)
        from (
          select 1
          from episodal.inbox i
          where i.lane = u.lane and i.user_id = u.user_id and i.delivered_at > {1}{2}
          limit {0}
        ) had
      )
      """;

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

  /** The user may be told of one more. */
  QueryPart allow() {
    var limits = parts(FEWER);
    return limits.isEmpty() ? DSL.sql("true") : joined(limits, " and ");
  }

  /** When the user may be told of one more; null if that is now. */
  QueryPart nextSlot() {
    var oldest = parts(OLDEST);
    return oldest.isEmpty()
        ? DSL.sql("null::timestamptz")
        : DSL.sql("greatest({0}) + {1}", joined(oldest, ", "), window());
  }

  private List<QueryPart> parts(String template) {
    var parts = new ArrayList<QueryPart>();
    if (!policy.isExempt(type)) {
      parts.add(part(template, policy.limit(), counted()));
      policy.limitOf(type).ifPresent(most -> parts.add(part(template, most, ofType())));
    }
    return parts;
  }

  private QueryPart part(String template, int limit, QueryPart which) {
    var after = stamp.minus(policy.window()).atOffset(ZoneOffset.UTC);
    return DSL.sql(template, val(limit), val(after), which);
  }

  private QueryPart counted() {
    var exempt = policy.exempt();
    return exempt.isEmpty()
        ? ALL
        : DSL.sql(
            " and i.type <> all ({0})",
            val(exempt.stream().map(StoredTypes::number).toArray(Short[]::new)));
  }

  private QueryPart ofType() {
    return DSL.sql(" and i.type = {0}", val(StoredTypes.number(type)));
  }

  private QueryPart window() {
    return DSL.sql("make_interval(secs => {0})", val(policy.window().toNanos() / 1e9));
  }

  private static QueryPart joined(List<QueryPart> parts, String by) {
    return parts.size() == 1
        ? parts.getFirst()
        : DSL.sql("{0}" + by + "{1}", parts.get(0), parts.get(1));
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.DELIVERY_LANES;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/** The lanes of users, as whoever delivers to them locks and stamps them. */
record SqlLanes(DSLContext db, StoreClock clock) {

  /** Lanes {0} to {1} have had something delivered at {2}; all nodes hear of it on commit. */
  private static final String STAMPED =
      """
      with stamped as (
        update episodal.delivery_lanes set last_stamp = {2} where lane between {0} and {1}
      )
      select pg_notify({3}, {0} || ' ' || {1})
      """;

  private static final Duration TICK = Duration.ofNanos(1_000);

  /**
   * Locks lanes in their order, and answers a stamp after anything delivered in them, even if the
   * clock stands still or was set back.
   */
  Instant lock(int first, int last) {
    var stamped =
        db
            .select(DELIVERY_LANES.LAST_STAMP)
            .from(DELIVERY_LANES)
            .where(DELIVERY_LANES.LANE.between((short) first, (short) last))
            .orderBy(DELIVERY_LANES.LANE)
            .forUpdate()
            .fetch(DELIVERY_LANES.LAST_STAMP)
            .stream()
            .max(Instant::compareTo)
            .orElseThrow();
    var now = clock.read(db);
    return now.isAfter(stamped) ? now : stamped.plus(TICK);
  }

  /** Something was delivered in lanes that are locked. */
  void stamp(int first, int last, Instant stamp) {
    db.fetch(
        STAMPED,
        val(first),
        val(last),
        val(stamp.atOffset(ZoneOffset.UTC)),
        val(NotifiedSignals.CHANNEL));
  }
}

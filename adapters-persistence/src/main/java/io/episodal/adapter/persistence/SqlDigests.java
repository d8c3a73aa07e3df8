package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.DIGEST_ITEMS;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_PREFERENCES;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.notification.DigestCadence;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Delivers the digests of one lane, which is locked, set-wise. Only for users who have said when
 * they want digests a rule is applied to each, in the domain.
 */
record SqlDigests(DSLContext db, int lane, SqlLimits limits) {

  private static final String POSTPONE =
      """
      update episodal.digest_items d
      set due_at = later.due_at
      from unnest({0}, {1}) as later (user_id, due_at)
      where d.lane = {2} and d.user_id = later.user_id
      """;

  /** Those of the users {0} who are at their limit wait until they have a slot ({2}). */
  private static final String WAIT_ON =
      """
      update episodal.digest_items d
      set due_at = u.slot
      from (
        select u.user_id, {2} as slot
        from (select {1}::smallint as lane, user_id from unnest({0}) as user_id) u
      ) u
      where d.lane = {1} and d.user_id = u.user_id and u.slot is not null
      """;

  /** One digest, with an id of {1}, to each user of {0} for whom anything of interest waited. */
  private static final String DELIVER =
      """
      with items as materialized (
        select d.user_id, d.event_id
        from episodal.digest_items d
        join episodal.notification_events e on e.id = d.event_id and e.retracted_at is null
        where d.lane = {2} and d.user_id = any({0})
      ), told as materialized (
        select e.event_id, episodal.subjects_of(e.event_id) || {5}::text as subjects
        from (select distinct event_id from items) e
      ), held as (
        select u.user_id, array_agg(u.event_id order by u.event_id) as events
        from items u
        join told on told.event_id = u.event_id
        where {6}
        group by u.user_id
      )
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type, digest)
      select {2}, u.user_id, {3}, u.digest_id, {4}, held.events
      from unnest({0}, {1}) as u (user_id, digest_id)
      join held on held.user_id = u.user_id
      """;

  /** Answers how many users were looked at. */
  long deliver(IdGenerator ids, int most) {
    var waiting = waiting(most);
    if (!waiting.isEmpty()) {
      postpone(waiting);
      var users = List.copyOf(waiting.keySet());
      db.execute(WAIT_ON, SqlArrays.ids(users, user -> user), val(lane), limits.nextSlot());
      deliver(due(users), ids);
    }
    return waiting.size();
  }

  /** The next users with something due, and since when it is held back. */
  private Map<UUID, Instant> waiting(int most) {
    return db.select(DIGEST_ITEMS.USER_ID, min(DIGEST_ITEMS.HELD_AT))
        .from(DIGEST_ITEMS)
        .where(DIGEST_ITEMS.LANE.eq((short) lane), DIGEST_ITEMS.DUE_AT.le(limits.stamp()))
        .groupBy(DIGEST_ITEMS.USER_ID)
        .orderBy(min(DIGEST_ITEMS.DUE_AT), DIGEST_ITEMS.USER_ID)
        .limit(most)
        .fetchMap(DIGEST_ITEMS.USER_ID, min(DIGEST_ITEMS.HELD_AT));
  }

  /** Users who have quiet hours now, or want digests later, wait on. */
  private void postpone(Map<UUID, Instant> waiting) {
    var p = NOTIFICATION_PREFERENCES;
    Map<UUID, Instant> later = new LinkedHashMap<>();
    db.selectFrom(p)
        .where(
            p.USER_ID.eq(SqlArrays.anyOf(waiting.keySet())),
            p.QUIET_FROM.isNotNull().or(p.DIGEST_CADENCE.ne(DigestCadence.WHEN_FREE.code())))
        .fetch(row -> Map.entry(row.getUserId(), SqlPreferences.preferences(row)))
        .forEach(said -> {
          var heldSince = waiting.getOrDefault(said.getKey(), limits.stamp());
          var from = said.getValue().digestFrom(heldSince, limits.stamp());
          if (from.isAfter(limits.stamp())) {
            later.put(said.getKey(), from);
          }
        });
    if (!later.isEmpty()) {
      db.execute(
          POSTPONE,
          SqlArrays.ids(later.keySet(), user -> user),
          SqlArrays.instants(later.values(), instant -> instant),
          val(lane));
    }
  }

  /** Those of the users who still have something due, now that the others wait on. */
  private List<UUID> due(List<UUID> users) {
    return db.selectDistinct(DIGEST_ITEMS.USER_ID)
        .from(DIGEST_ITEMS)
        .where(
            DIGEST_ITEMS.LANE.eq((short) lane),
            DIGEST_ITEMS.DUE_AT.le(limits.stamp()),
            DIGEST_ITEMS.USER_ID.eq(SqlArrays.anyOf(users)))
        .fetch(DIGEST_ITEMS.USER_ID);
  }

  private void deliver(List<UUID> due, IdGenerator ids) {
    if (due.isEmpty()) {
      return;
    }
    db.execute(
        DELIVER,
        SqlArrays.ids(due, user -> user),
        SqlArrays.ids(due, user -> ids.next()),
        val(lane),
        val(limits.stamp().atOffset(ZoneOffset.UTC)),
        val(StoredTypes.number(limits.type())),
        val(SqlMutes.DIGESTS),
        SqlMutes.wanted(DSL.sql("told.subjects")));
    db.deleteFrom(DIGEST_ITEMS)
        .where(DIGEST_ITEMS.LANE.eq((short) lane), DIGEST_ITEMS.USER_ID.eq(SqlArrays.anyOf(due)))
        .execute();
  }
}

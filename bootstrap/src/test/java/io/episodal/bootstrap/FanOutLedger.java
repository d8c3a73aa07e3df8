package io.episodal.bootstrap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The followers of one release, and what each of them was told, straight from a server's database.
 * Not thread-safe.
 */
record FanOutLedger(Connection database, UUID release) implements AutoCloseable {
  /** The lane is in the low six bits of the user's id. */
  private static final String FOLLOW =
      """
      insert into episodal.subscriptions (user_id, kind, target_id, id, lane, is_active, created_at)
      select u.id, 'release', ?, gen_random_uuid(), get_byte(uuid_send(u.id), 15) & 63, true,
        now() - interval '1 day'
      from (select md5('follower ' || n)::uuid as id from generate_series(1, ?) n) u
      """;

  private static final String EARLIER_EVENTS =
      """
      insert into episodal.notification_events
        (id, kind, release_id, release_title, created_at)
      select md5('event ' || n)::uuid, 'new_release', md5('release ' || n)::uuid,
        'Another release', now() - n * interval '10 minutes'
      from generate_series(1, 5) n
      """;

  private static final String FORGET = "truncate episodal.inbox, episodal.digest_items";

  /** Five in the last hour to the first followers, four to as many others. */
  private static final String TELL_EARLIER =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type)
      select f.lane, f.user_id, now() - n * interval '10 minutes', md5('event ' || n)::uuid, 2
      from (
        select lane, user_id, row_number() over (order by user_id) as place
        from episodal.subscriptions
        where kind = 'release' and target_id = ?
      ) f
      cross join generate_series(1, 5) n
      where f.place <= ? * case n when 5 then 1 else 2 end
      """;

  private static final String TOLD =
      """
      (select i.user_id, e.episode_id
      from episodal.inbox i join episodal.announced_episodes e on e.event_id = i.event_id
      union all
      select d.user_id, e.episode_id
      from episodal.digest_items d join episodal.announced_episodes e on e.event_id = d.event_id) told
      """;

  private static final String COUNT_TOLD =
      "select count(*) from " + TOLD + " where told.episode_id = ?";

  private static final String COUNT_TOLD_BEFORE_START =
      """
      select count(*)
      from episodal.inbox i join episodal.announced_episodes e on e.event_id = i.event_id
      where e.episode_id = ? and i.delivered_at < pg_postmaster_start_time()
      """;

  private static final String COUNT_FORGOTTEN =
      """
      select count(*)
      from (
        select s.user_id from episodal.subscriptions s where s.kind = 'release' and s.target_id = ?
        except
        select told.user_id from %s where told.episode_id = ?
      ) forgotten
      """
          .formatted(TOLD);

  private static final String COUNT_TOLD_TWICE =
      """
      select count(*)
      from (
        select told.user_id from %s where told.episode_id = ?
        group by told.user_id having count(*) > 1
      ) twice
      """
          .formatted(TOLD);

  private static final String COUNT_OVER_LIMIT =
      """
      select count(*)
      from (
        select count(*) over (
          partition by i.user_id order by i.delivered_at
          range between interval '1 hour' preceding and current row) as had
        from episodal.inbox i
      ) windows
      where had > 5
      """;

  /** Adds followers, and the earlier events that they can have been told of. */
  void follow(int followers) throws SQLException {
    run(FOLLOW, release, followers);
    run(EARLIER_EVENTS);
  }

  /** Empties all inboxes, then fills those of some followers up to the limit. */
  void begin(int atLimit) throws SQLException {
    run(FORGET);
    run(TELL_EARLIER, release, atLimit);
  }

  /** How often followers were told of the episode, or will be by a digest. */
  long told(UUID episode) throws SQLException {
    return count(COUNT_TOLD, episode);
  }

  /** How many were told of the episode before this PostgreSQL was started. */
  long toldBeforeStart(UUID episode) throws SQLException {
    return count(COUNT_TOLD_BEFORE_START, episode);
  }

  long forgotten(UUID episode) throws SQLException {
    return count(COUNT_FORGOTTEN, release, episode);
  }

  long toldTwice(UUID episode) throws SQLException {
    return count(COUNT_TOLD_TWICE, episode);
  }

  /** Deliveries that were not among the first five of their user's hour. */
  long overLimit() throws SQLException {
    return count(COUNT_OVER_LIMIT);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  private void run(String sql, Object... parameters) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private long count(String sql, Object... parameters) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}

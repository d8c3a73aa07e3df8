package io.episodal.bootstrap;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.operation.Operation.Progress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * Followers of one release with five notifications each, and the raw insert to compare with. A
 * tenth of the followers got their five within the last hour, so they are at their limit; they are
 * those with the lowest ids, who are spread over all lanes. Not thread-safe.
 */
final class FanOutData implements AutoCloseable {
  private static final int HISTORY = 5;
  private static final String LIMITED_BELOW = "'1999999a-0000-0000-0000-000000000000'";

  private static final String FOLLOWERS =
      """
      insert into episodal.subscriptions
        (user_id, kind, target_id, id, lane, is_active, created_at)
      select u.id, 'release', '%s', md5('subscription ' || u.i)::uuid,
        get_byte(uuid_send(u.id), 15) & 63, true, now() - interval '1 day'
      from (select i, md5('user ' || i)::uuid as id from generate_series(1, %d) i) u
      """;

  /** One notification each, as an earlier fan-out wrote it. */
  private static final String NOTIFICATION =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type)
      select s.lane, s.user_id,
        now() - make_interval(mins => %2$d)
          - case when s.user_id < %1$s then interval '0' else interval '1 day' end,
        md5('earlier event ' || %2$d)::uuid, 1
      from episodal.subscriptions s
      order by s.lane, s.user_id
      """;

  /** The same inbox rows as the engine writes, in the same order. */
  private static final String RAW =
      """
      insert into episodal.inbox (lane, user_id, delivered_at, event_id, type)
      select s.lane, s.user_id, now(), md5('raw')::uuid, 1
      from episodal.subscriptions s
      where s.kind = 'release' and s.target_id = '%s' and s.is_active and s.user_id >= %s
      order by s.lane, s.user_id
      """;

  private final Connection connection;
  private final ReleaseId release;
  private final long size;
  private long limited;

  private FanOutData(Connection connection, ReleaseId release, long size) {
    this.connection = connection;
    this.release = release;
    this.size = size;
  }

  static FanOutData load(EmbeddedPostgres postgres, ReleaseId release, int followers)
      throws SQLException {
    var login = new Properties();
    login.setProperty("user", postgres.user());
    login.setProperty("password", postgres.password());
    login.setProperty("ApplicationName", "benchmark");
    var connection = DriverManager.getConnection(postgres.jdbcUrl(), login);
    var data = new FanOutData(connection, release, followers);
    data.execute("set auto_explain.log_min_duration = -1");
    data.execute(FOLLOWERS.formatted(release.value(), followers));
    for (int minutes = HISTORY; minutes >= 1; minutes--) {
      data.execute(NOTIFICATION.formatted(LIMITED_BELOW, minutes));
    }
    data.limited =
        data.count("select count(*) from episodal.subscriptions where user_id < " + LIMITED_BELOW);
    data.execute("vacuum analyze");
    System.out.printf(
        "%,d followers, %,d of them at their limit, %,d notifications%n",
        followers, data.limited, followers * HISTORY);
    return data;
  }

  long size() {
    return size;
  }

  /** Answers the milliseconds that it took. */
  double insertRaw() throws SQLException {
    var begun = System.nanoTime();
    var rows = execute(RAW.formatted(release.value(), LIMITED_BELOW));
    var millis = (System.nanoTime() - begun) / 1e6;
    expect(size - limited, rows, "raw rows");
    return millis;
  }

  /** Makes the inbox what it was before the raw insert. */
  void removeRaw() throws SQLException {
    execute("delete from episodal.inbox where event_id = md5('raw')::uuid");
  }

  /** Fails unless everybody below the limit was told and the others will be. */
  void verify(Progress progress) throws SQLException {
    expect(size - limited, progress.notified(), "notified");
    expect(limited, progress.digested(), "digested");
    expect(
        size - limited,
        count("select count(*) from episodal.inbox i join episodal.notification_events e"
            + " on e.id = i.event_id"),
        "inbox rows");
    expect(limited, count("select count(*) from episodal.digest_items"), "digest items");
  }

  /** Makes the tables what they were before the engine delivered. */
  void removeDelivered() throws SQLException {
    execute("delete from episodal.inbox where event_id in (select id from"
        + " episodal.notification_events)");
    execute("delete from episodal.digest_items");
    execute("delete from episodal.announced_episodes");
    execute("delete from episodal.notification_events");
  }

  /** Gives every run the same begin: no dead rows, and no pages that an earlier one left dirty. */
  void settle() throws SQLException {
    for (var table : List.of("inbox", "digest_items", "jobs", "operations", "delivery_lanes")) {
      execute("vacuum episodal." + table);
    }
    execute("checkpoint");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private long execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void expect(long expected, long actual, String what) {
    if (expected != actual) {
      throw new IllegalStateException(
          "%d %s expected, but there are %d".formatted(expected, what, actual));
    }
  }
}

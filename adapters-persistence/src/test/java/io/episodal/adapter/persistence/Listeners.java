package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;

/** The connections of the fresh store on which nodes listen to each other. */
final class Listeners {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
  private static final String CUT_OFF =
      """
      select count(pg_terminate_backend(pid))
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ~ '^ *listen '
      """;

  private Listeners() {}

  /** Ends them, as a broken network would, as soon as there are any. */
  static void cutOff() throws SQLException {
    var begun = System.nanoTime();
    while (number(CUT_OFF) == 0) {
      assertTrue(System.nanoTime() - begun < PATIENCE, "nobody listens");
    }
  }

  /** Sends them a text as anybody could who is connected. */
  static void send(String channel, String payload) throws SQLException {
    number("select count(pg_notify('" + channel + "', '" + payload + "'))");
  }

  private static long number(String sql) throws SQLException {
    try (var connection = FreshStore.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

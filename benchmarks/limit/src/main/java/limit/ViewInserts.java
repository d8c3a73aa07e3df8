package limit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Inserts rows such as those of views, a thousand a transaction, and prints how many a second. The
 * table is like the server's, empty, in a database of its own. Arguments: the address of a
 * PostgreSQL, the password, for how many seconds, a file with ids of releases.
 */
public final class ViewInserts {
  private static final int ROWS = 1_000;
  private static final long WARM_UP_NANOS = 1_500_000_000L;

  private static final String[] TABLE = {
    "drop table if exists view_events",
    "create table view_events (viewed_at timestamptz not null,"
        + " transaction_id bigint not null default pg_current_xact_id()::text::bigint,"
        + " id uuid not null, release_id uuid not null, viewer uuid not null, episode_id uuid,"
        + " watched_seconds integer not null, completion double precision not null,"
        + " signed_in boolean not null, engaged boolean not null, flag text collate \"C\","
        + " primary key (release_id, viewed_at, id)) partition by range (viewed_at)",
    "create index on view_events using brin (transaction_id)",
    "create table view_events_rest partition of view_events default"
  };

  private static final String INSERT =
      "insert into view_events (id, release_id, episode_id, viewer, signed_in, viewed_at,"
          + " watched_seconds, completion, engaged, flag)"
          + " select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final Random RANDOM = new Random(7919);

  public static void main(String[] arguments) throws Exception {
    var releases = Files.readAllLines(Path.of(arguments[3])).stream().map(UUID::fromString).toList();
    makeDatabase(arguments[0] + "episodal", arguments[1]);
    try (var connection = connect(arguments[0] + "limit", arguments[1])) {
      try (var statement = connection.createStatement()) {
        for (var sql : TABLE) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement(INSERT)) {
        inserted(connection, insert, releases, WARM_UP_NANOS);
        var nanos = Long.parseLong(arguments[2]) * 1_000_000_000L;
        var begun = System.nanoTime();
        var rows = inserted(connection, insert, releases, nanos);
        System.out.println(rows * 1_000_000_000L / (System.nanoTime() - begun));
      }
    }
  }

  private static void makeDatabase(String url, String password) throws SQLException {
    try (var connection = connect(url, password);
        var statement = connection.createStatement()) {
      if (!statement.executeQuery("select from pg_database where datname = 'limit'").next()) {
        statement.execute("create database \"limit\"");
      }
    }
  }

  private static Connection connect(String url, String password) throws SQLException {
    return DriverManager.getConnection(url, "episodal", password);
  }

  private static long inserted(
      Connection connection, PreparedStatement insert, List<UUID> releases, long nanos)
      throws SQLException {
    var end = System.nanoTime() + nanos;
    var rows = 0L;
    while (System.nanoTime() < end) {
      bind(connection, insert, releases);
      insert.executeUpdate();
      connection.commit();
      rows += ROWS;
    }
    return rows;
  }

  private static void bind(Connection connection, PreparedStatement insert, List<UUID> releases)
      throws SQLException {
    var ids = new UUID[ROWS];
    var ofReleases = new UUID[ROWS];
    var viewers = new UUID[ROWS];
    var times = new Timestamp[ROWS];
    var seconds = new Integer[ROWS];
    var completions = new Double[ROWS];
    var flags = new Boolean[ROWS];
    var now = System.currentTimeMillis();
    for (int i = 0; i < ROWS; i++) {
      ids[i] = new UUID(now << 16 | 0x7000, RANDOM.nextLong());
      ofReleases[i] = releases.get(RANDOM.nextInt(releases.size()));
      viewers[i] = new UUID(7, RANDOM.nextInt(200));
      times[i] = new Timestamp(now);
      seconds[i] = RANDOM.nextInt(60);
      completions[i] = RANDOM.nextDouble() * 100;
      flags[i] = true;
    }
    insert.setArray(1, connection.createArrayOf("uuid", ids));
    insert.setArray(2, connection.createArrayOf("uuid", ofReleases));
    insert.setArray(3, connection.createArrayOf("uuid", new UUID[ROWS]));
    insert.setArray(4, connection.createArrayOf("uuid", viewers));
    insert.setArray(5, connection.createArrayOf("boolean", flags));
    insert.setArray(6, connection.createArrayOf("timestamptz", times));
    insert.setArray(7, connection.createArrayOf("integer", seconds));
    insert.setArray(8, connection.createArrayOf("float8", completions));
    insert.setArray(9, connection.createArrayOf("boolean", flags));
    insert.setArray(10, connection.createArrayOf("text", new String[ROWS]));
  }
}

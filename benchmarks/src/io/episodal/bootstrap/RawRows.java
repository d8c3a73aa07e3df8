package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;

/** The rows of an imported catalogue, kept in files of PostgreSQL's binary format. */
final class RawRows implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  /** The tables that an import fills, in the order in which they can be filled. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("genres", "");
    COLUMNS.put("franchises", "");
    COLUMNS.put("releases", "");
    COLUMNS.put("release_genres", "");
    COLUMNS.put("release_scores", "(release_id)");
    COLUMNS.put("release_stats", "(release_id, stat_window)");
    COLUMNS.put("episodes", "");
  }

  private final Connection connection;
  private final Path directory;

  RawRows(EmbeddedPostgres postgres, Path directory) throws SQLException {
    connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    this.directory = directory;
  }

  /** Empties the tables and lets PostgreSQL write out what it has to. */
  void empty() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "truncate episodal." + String.join(", episodal.", COLUMNS.keySet()) + " cascade");
      statement.execute("checkpoint");
    }
  }

  /** Keeps all rows that are there; how many they are. */
  long save() throws SQLException, IOException {
    var copying = connection.unwrap(PGConnection.class).getCopyAPI();
    var count = 0L;
    for (var table : COLUMNS.entrySet()) {
      try (var out = Files.newOutputStream(file(table.getKey()))) {
        count += copying.copyOut(statement(table, "to stdout"), out);
      }
    }
    return count;
  }

  /** Copies the kept rows into the tables, in one transaction. */
  void copy() throws SQLException, IOException {
    connection.setAutoCommit(false);
    var copying = connection.unwrap(PGConnection.class).getCopyAPI();
    for (var table : COLUMNS.entrySet()) {
      try (var in = Files.newInputStream(file(table.getKey()))) {
        copying.copyIn(statement(table, "from stdin"), in, BUFFER);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private Path file(String table) {
    return directory.resolve(table + ".copy");
  }

  private static String statement(Map.Entry<String, String> table, String direction) {
    return "copy episodal.%s %s %s (format binary)"
        .formatted(table.getKey(), table.getValue(), direction);
  }
}

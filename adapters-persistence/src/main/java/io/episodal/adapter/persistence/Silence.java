package io.episodal.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection waits for each answer of the database, until this ends. Not thread-safe.
 */
final class Silence {
  private final Connection connection;
  private final int usualMillis;

  private Silence(Connection connection, int usualMillis) {
    this.connection = connection;
    this.usualMillis = usualMillis;
  }

  /**
   * Bounds it; a connection that waited for so long is closed.
   *
   * @param longest as long as usual if null
   */
  static Silence bounded(Connection connection, @Nullable Duration longest) throws SQLException {
    var usual = connection.getNetworkTimeout();
    if (longest != null) {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
    }
    return new Silence(connection, usual);
  }

  /** A broken connection is found out by the pool. */
  void end() throws SQLException {
    if (!connection.isClosed() && connection.getNetworkTimeout() != usualMillis) {
      connection.setNetworkTimeout(Runnable::run, usualMillis);
    }
  }
}

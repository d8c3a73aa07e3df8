package io.episodal.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of its own in the one PostgreSQL that all tests of this process share. */
final class TestDatabase implements AutoCloseable {
  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final HikariDataSource dataSource;

  private TestDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  static TestDatabase empty() {
    var name = "test_" + COUNTER.incrementAndGet();
    try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var config = new HikariConfig();
    config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", name));
    config.setMaximumPoolSize(8);
    config.setPoolName(name);
    return new TestDatabase(new HikariDataSource(config));
  }

  DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    dataSource.close();
  }

  /** Started when first asked for, ended with the process. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setPGStartupWait(STARTUP).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

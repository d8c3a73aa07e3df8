package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Benchmark data in a directory of their own, whose PostgreSQL runs until this is closed. Not
 * thread-safe.
 */
final class KeptData implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final String MADE = "made";

  private static final String WAITING =
      """
      select count(*) from episodal.view_events
      where transaction_id >= (select counted_below from episodal.stats_progress)
      """;

  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final Clock clock;
  private final HikariDataSource pool;
  private final PostgresPersistence persistence;

  private KeptData(Path directory, EmbeddedPostgres postgres, HikariDataSource pool, Clock clock) {
    this.directory = directory;
    this.postgres = postgres;
    this.pool = pool;
    this.clock = clock;
    this.persistence = PostgresPersistence.over(pool, clock);
  }

  /** Starts what is there, which may be nothing yet. */
  static KeptData open(Path directory) {
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    var postgres = EmbeddedPostgres.start(directory, System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(CONNECTIONS);
    var clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), DataSize.END));
    return new KeptData(directory, postgres, new HikariDataSource(config), clock);
  }

  /** Makes the data if they are not there, and answers what they are. */
  String ensure(DataSize size, CatalogueSource catalogue, Path scripts)
      throws SQLException, IOException {
    var made = directory.resolve(MADE);
    if (!Files.exists(made)) {
      try (var connection = connection()) {
        var data = new BenchmarkData(persistence, connection, size, scripts);
        data.make(catalogue);
        Files.writeString(made, data.fingerprint());
      }
    }
    return Files.readString(made);
  }

  /**
   * An engine without cache and without threads, which takes the end of the views for now and
   * removes nothing.
   */
  Episodal engine() {
    return Episodal.builder()
        .persistence(persistence)
        .clock(clock)
        .notificationRetention(Duration.ofDays(36_500))
        .backgroundThreads(0)
        .build();
  }

  /** Has the engine roll up all views that are not, as its background work does. */
  void rollUp(Episodal engine) throws SQLException {
    var begun = System.nanoTime();
    var waiting = waiting();
    while (waiting() > 0) {
      engine.jobs().runDue();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    if (waiting > 0) {
      engine.watchJobs().runSoon("refresh_scores");
      engine.jobs().runDue();
      try (var connection = connection();
          var statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
      }
      System.out.printf(
          ROOT, "Rolled up %,d views in %.1f s%n", waiting, (System.nanoTime() - begun) / 1e9);
    }
  }

  private long waiting() throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(WAITING)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A connection of its own, which the caller closes. */
  Connection connection() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** Where others can connect while this is open, with the password, for JDBC. */
  String address() {
    return "%s?user=%s&password=%s"
        .formatted(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** The same for {@code DATABASE_URL} and psql. */
  String databaseUrl() {
    var login = postgres.user() + ":" + postgres.password() + "@";
    return postgres.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + login);
  }

  /** The process id of PostgreSQL. */
  long postmaster() {
    return postgres.pid();
  }

  @Override
  public void close() {
    persistence.close();
    pool.close();
    postgres.close();
  }
}

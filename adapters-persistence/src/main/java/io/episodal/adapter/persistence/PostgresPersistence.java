package io.episodal.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.episodal.adapter.persistence.Listening.ConnectionSource;
import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.shared.port.out.Gathering;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.transaction.Persistence;
import io.episodal.domain.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The store in PostgreSQL 15 or newer, in a schema of its own named {@code episodal}. Thread-safe.
 *
 * <p>Over a host's data source, the host sets the timeouts; {@link #connect} sets its own.
 */
public final class PostgresPersistence implements Persistence {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(40);
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final AutoCloseable owned;
  private final UnitOfWork unitOfWork;
  private final Workers workers = new PollingWorkers();
  private final Listening listening;
  private final Signals signals;
  private final Evictions evictions;
  private final Migrations migrations;

  private PostgresPersistence(
      DataSource dataSource,
      AutoCloseable owned,
      ConnectionSource connections,
      StoreClock clock,
      Listener listener) {
    this.dataSource = dataSource;
    this.owned = owned;
    this.unitOfWork = new JooqUnitOfWork(dataSource, clock, listener);
    var deliveries = NotifiedSignals.channel();
    var outdated = NotifiedEvictions.channel();
    this.listening = new Listening(connections, List.of(deliveries, outdated));
    this.signals = new NotifiedSignals(deliveries, listening);
    this.evictions = new NotifiedEvictions(outdated, listening);
    this.migrations = new Migrations(dataSource);
  }

  /** A store over connections of the host, who goes on owning them. */
  public static PostgresPersistence over(DataSource dataSource) {
    return over(dataSource, new Listener() {});
  }

  /** As {@link #over(DataSource)}, telling a listener of transactions that are tried again. */
  public static PostgresPersistence over(DataSource dataSource, Listener listener) {
    return over(dataSource, StoreClock.ofDatabase(), listener);
  }

  /**
   * As {@link #over(DataSource)}, stamped by a given clock instead of the database's, for tests.
   */
  public static PostgresPersistence over(DataSource dataSource, Clock clock) {
    return over(dataSource, StoreClock.of(clock), new Listener() {});
  }

  /**
   * Signals and evictions are heard on a connection of the host's, kept as long as anybody listens.
   */
  private static PostgresPersistence over(
      DataSource dataSource, StoreClock clock, Listener listener) {
    return new PostgresPersistence(
        dataSource, () -> {}, dataSource::getConnection, clock, listener);
  }

  /**
   * A store with a pool of its own, in which every wait has an end.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://127.0.0.1/episodal}
   * @param connections most connections at once, 2 or more
   */
  public static PostgresPersistence connect(
      String jdbcUrl, String user, String password, int connections) {
    return connect(jdbcUrl, user, password, connections, new Listener() {});
  }

  /**
   * As {@link #connect(String, String, String, int)}, telling a listener of transactions that are
   * tried again.
   */
  public static PostgresPersistence connect(
      String jdbcUrl, String user, String password, int connections, Listener listener) {
    var config = new HikariConfig();
    config.setPoolName("episodal");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "episodal");
    config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(
                STATEMENT_TIMEOUT.toMillis(),
                LOCK_TIMEOUT.toMillis(),
                STATEMENT_TIMEOUT.toMillis()));
    var pool = new HikariDataSource(config);
    return new PostgresPersistence(
        pool, pool, () -> listening(jdbcUrl, user, password), StoreClock.ofDatabase(), listener);
  }

  /** A connection beside the pool: it waits most of the time, and must not be missing there. */
  private static Connection listening(String jdbcUrl, String user, String password)
      throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "episodal signals");
    properties.setProperty("connectTimeout", seconds(CONNECT_TIMEOUT));
    properties.setProperty("socketTimeout", seconds(SOCKET_TIMEOUT));
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }

  /** How the pool stands; all zero over a host's data source, whose pool is the host's. */
  public Connections connections() {
    if (owned instanceof HikariDataSource pool) {
      var now = pool.getHikariPoolMXBean();
      return now == null
          ? new Connections(0, 0, 0, pool.getMaximumPoolSize())
          : new Connections(
              now.getActiveConnections(),
              now.getIdleConnections(),
              now.getThreadsAwaitingConnection(),
              pool.getMaximumPoolSize());
    }
    return new Connections(0, 0, 0, 0);
  }

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workers workers() {
    return workers;
  }

  @Override
  public <Q, A> Gathering<Q, A> gather(Gathering.Bounds bounds, Function<List<Q>, List<A>> work) {
    return GatheringThread.start(bounds, work);
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public Evictions evictions() {
    return evictions;
  }

  @Override
  public void migrate() {
    migrations.migrate();
  }

  @Override
  public boolean healthy() {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout((int) CONNECT_TIMEOUT.toSeconds());
      return statement.execute("select 1 from episodal.delivery_lanes limit 1");
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    listening.close();
    workers.close();
    try {
      owned.close();
    } catch (Exception e) {
      throw new IllegalStateException("the pool of connections could not be closed", e);
    }
  }

  /**
   * How a pool of connections stands. Immutable.
   *
   * @param active those in use
   * @param idle those that wait for use
   * @param waiting threads that wait for one
   * @param most as many as there may be
   */
  public record Connections(int active, int idle, int waiting, int most) {}
}

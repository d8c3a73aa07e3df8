package io.episodal.bootstrap;

import io.episodal.adapter.persistence.PostgresPersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Benchmark data in a directory of their own, whose PostgreSQL runs until this is closed. Not
 * thread-safe.
 */
final class KeptData implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final String MADE = "made";

  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final PostgresPersistence persistence;

  private KeptData(Path directory, EmbeddedPostgres postgres, PostgresPersistence persistence) {
    this.directory = directory;
    this.postgres = postgres;
    this.persistence = persistence;
  }

  /** Starts what is there, which may be nothing yet. */
  static KeptData open(Path directory) {
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    var postgres = EmbeddedPostgres.start(directory, System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    return new KeptData(
        directory,
        postgres,
        PostgresPersistence.connect(
            postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS));
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

  PostgresPersistence persistence() {
    return persistence;
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
    postgres.close();
  }
}

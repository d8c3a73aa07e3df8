package io.episodal.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two servers over one PostgreSQL, and their users. Thread-safe. */
final class TwoNodes implements AutoCloseable {
  private static final String ADMIN = "admin@example.org";
  private static final String PASSWORD = "the same on both";

  private final EmbeddedPostgres postgres;
  private final List<ServerProcess> nodes = new ArrayList<>();

  private TwoNodes(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static TwoNodes start(Path directory) throws IOException {
    return start(directory, Map.of());
  }

  /** Two with settings that others do not have. */
  static TwoNodes start(Path directory, Map<String, String> settings) throws IOException {
    var both = new TwoNodes(EmbeddedPostgres.start(directory, line -> {}));
    try {
      both.nodes.add(both.launch(directory.resolve("one"), settings));
      both.nodes.add(both.launch(directory.resolve("two"), settings));
      both.nodes.forEach(ServerProcess::url);
      return both;
    } catch (IOException | AssertionError e) {
      both.close();
      throw e;
    }
  }

  /** A stranger to the node that a caller of this number asks. */
  ApiClient stranger(int number) {
    return ApiClient.of(url(number));
  }

  ApiClient admin() throws Exception {
    return stranger(0).signedIn(ADMIN, PASSWORD);
  }

  /** The same caller on the node that a caller of this number asks. */
  ApiClient on(int number, ApiClient caller) {
    return new ApiClient(url(number), caller.token());
  }

  /** A user who has just registered. */
  ApiClient newUser() throws Exception {
    var email = UUID.randomUUID() + "@viewer.example";
    var registration = Map.of("email", email, "password", PASSWORD);
    ApiClient.json(201, stranger(0).post("/api/v1/auth/register", registration));
    return stranger(0).signedIn(email, PASSWORD);
  }

  /** The single number that a query answers. */
  long count(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(ServerProcess::close);
    postgres.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl() + "?currentSchema=episodal", postgres.user(), postgres.password());
  }

  private ServerProcess launch(Path directory, Map<String, String> settings) throws IOException {
    var address = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
    var user = postgres.user() + ":" + postgres.password();
    var environment = new HashMap<>(settings);
    environment.putAll(
        Map.of(
            "DATABASE_URL",
            "postgres://" + user + "@" + address.getAuthority() + address.getPath(),
            "EPISODAL_DATABASE_CONNECTIONS",
            "6",
            "EPISODAL_JWT_SECRET",
            "one secret for both nodes, 32 bytes or more",
            "EPISODAL_ADMIN_EMAIL",
            ADMIN,
            "EPISODAL_ADMIN_PASSWORD",
            PASSWORD));
    return ServerProcess.launch(directory, environment);
  }

  private String url(int number) {
    return nodes.get(number % nodes.size()).url();
  }
}

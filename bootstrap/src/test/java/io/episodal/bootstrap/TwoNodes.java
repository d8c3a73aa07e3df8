package io.episodal.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two servers over one PostgreSQL, and their users. Thread-safe. */
final class TwoNodes implements AutoCloseable {
  private static final String ADMIN = "admin@example.org";
  private static final String PASSWORD = "the same on both";

  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final Map<String, String> settings;
  private final List<ServerProcess> nodes = new CopyOnWriteArrayList<>();

  private TwoNodes(Path directory, EmbeddedPostgres postgres, Map<String, String> settings) {
    this.directory = directory;
    this.postgres = postgres;
    this.settings = settings;
  }

  static TwoNodes start(Path directory) throws IOException {
    return start(directory, Map.of());
  }

  /** Starts both with settings of the test besides those that they need. */
  static TwoNodes start(Path directory, Map<String, String> settings) throws IOException {
    var both = new TwoNodes(directory, EmbeddedPostgres.start(directory, line -> {}), settings);
    try {
      both.nodes.add(both.launch(0));
      both.nodes.add(both.launch(1));
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

  /** Kills a node, as kill -9 does. */
  void kill(int number) {
    nodes.get(number).kill9();
  }

  /** Starts a node again that was killed; it may not be ready yet. */
  void launchAgain(int number) throws IOException {
    nodes.set(number, launch(number));
  }

  /** Runs a statement. */
  void execute(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.execute();
    }
  }

  /** The single number that a query answers. */
  long count(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
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

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private ServerProcess launch(int number) throws IOException {
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
    return ServerProcess.launch(directory.resolve("node-" + number), environment);
  }

  private String url(int number) {
    return nodes.get(number % nodes.size()).url();
  }
}

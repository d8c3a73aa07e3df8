package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts and stops real servers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ServerTest {
  /** The exit code of a JVM that SIGTERM ended. */
  private static final int TERMINATED = 143;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final String EMAIL = "admin@example.org";
  private static final String PASSWORD = "three at once";

  @TempDir private static Path home;

  private static String firstOutput;
  private static long titles;

  /** Stops it twice on its way, so that there is work half done. */
  @BeforeAll
  static void startWithDemo() throws Exception {
    stopWhenItSays("Creating the database");
    stopWhenItSays("Demo: ");
    try (var server = ServerProcess.start(home, Map.of(), "--demo")) {
      titles = titles(server);
      firstOutput = end(server);
    }
  }

  @Test
  void theDemoIsLoadedWhenTheServerIsReadyAndNotLoadedAgain() throws Exception {
    assertTrue(titles > 1_000, () -> titles + " titles");
    assertTrue(firstOutput.contains("Demo:"), firstOutput);
    try (var server = ServerProcess.start(home, Map.of(), "--demo")) {
      assertEquals(titles, titles(server));
      var output = end(server);
      assertFalse(output.contains("Demo:") || output.contains("Creating"), output);
      assertEquals(accounts(firstOutput), accounts(output));
    }
  }

  @Test
  void aRedisThatIsAwayCostsNoRequest() throws Exception {
    var nobody = Map.of("REDIS_URL", "redis://:hush@127.0.0.1:1");
    try (var server = ServerProcess.start(home, nobody)) {
      assertEquals(titles, titles(server));
      var client = ApiClient.of(server.url());
      assertEquals(200, client.get("/api/v1/analytics/top").statusCode());
      var ready = client.get("/health/ready");
      assertEquals(200, ready.statusCode());
      assertTrue(ready.body().contains("degraded"), ready.body());
      end(server);
      assertFalse(server.said().contains("hush"), server::said);
    }
  }

  /** Registrations take a while, because passwords are hashed slowly. */
  @Test
  void whatWasReceivedIsAnsweredBeforeTheEnd() throws Exception {
    var load = new LightLoad();
    var begun = new ArrayList<Wire>();
    try (var server = ServerProcess.start(home, Map.of());
        var idle = Wire.to(server.url())) {
      idle.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertEquals(200, idle.answer());
      var account = Map.of("email", "early@example.org", "password", "long enough");
      ApiClient.json(201, ApiClient.of(server.url()).post("/api/v1/auth/register", account));
      for (int i = 0; i < 4; i++) {
        begun.add(begunRegistration(server, "late" + i + "@example.org"));
      }
      load.start(server.url(), 4);
      Patience.until("answers", Duration.ofSeconds(60), () -> load.answers() >= 50);
      expectMetrics(server);

      load.expectEnd();
      for (var registration : begun) {
        registration.send("}");
      }
      var begin = System.nanoTime();
      server.terminate();
      for (var registration : begun) {
        assertEquals(201, registration.answer(), server::said);
      }
      assertEquals(List.of(), load.faults());
      assertTrue(idle.ends());
      assertEquals(TERMINATED, server.exitCode(), server::said);
      var took = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(took.compareTo(LONGEST_STOP) < 0, () -> "it took " + took);
      assertEquals("", server.errors());
      assertTrue(server.postmaster().isEmpty(), "PostgreSQL was left behind");
    } finally {
      for (var registration : begun) {
        registration.close();
      }
    }
  }

  /** Each would make the schema and the administrator; all log JSON. */
  @Test
  void threeServersMayRaceToBeTheFirstOnOneForeignDatabase(@TempDir Path directory)
      throws Exception {
    var servers = new ArrayList<ServerProcess>();
    try (var postgres = EmbeddedPostgres.start(home, line -> {})) {
      execute(postgres, "create database foreign_one");
      for (int i = 0; i < 3; i++) {
        servers.add(ServerProcess.launch(directory.resolve("server" + i), sharing(postgres)));
      }
      for (int i = 0; i < 3; i++) {
        var server = servers.get(i);
        var client = ApiClient.of(server.url()).signedIn(EMAIL, PASSWORD);
        var release = Map.of("title", "Seen by all " + i);
        ApiClient.json(202, client.post("/api/v1/admin/releases", release));
        assertFalse(Files.exists(directory.resolve("server" + i).resolve("postgres")));
      }
      for (var server : servers) {
        assertEquals(3, titles(server));
        end(server);
        assertJsonLines(server.errors());
      }
    } finally {
      for (var server : servers) {
        server.close();
      }
    }
  }

  @Test
  void helpNamesEverySetting() {
    var help = new StringWriter();
    var commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(help));
    assertEquals(0, commandLine.execute("serve", "--help"));
    for (var setting : Setting.values()) {
      assertTrue(help.toString().contains(setting.key()), setting.key());
    }
  }

  private static void stopWhenItSays(String words) throws Exception {
    try (var server = ServerProcess.launch(home, Map.of(), "--demo")) {
      Patience.until(words, Duration.ofMinutes(2), () -> server.output().contains(words));
      end(server);
      var sentence = "The server was stopped before it was ready.\n";
      assertTrue(List.of("", sentence).contains(server.errors()), server::said);
      assertTrue(server.postmaster().isEmpty(), "PostgreSQL was left behind");
    }
  }

  /** Of the HTTP interface, the engine, the database and the JVM, all in one. */
  private static void expectMetrics(ServerProcess server) throws Exception {
    var metrics = ApiClient.of(server.url()).get("/metrics").body();
    for (var name :
        List.of(
            "episodal_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/releases\"",
            "episodal_http_in_flight ",
            "episodal_http_shed_total 0.0",
            "episodal_jobs_steps_seconds_count{kind=\"refresh_counts\"}",
            "episodal_notifications_delivered_total ",
            "episodal_transactions_retried_total ",
            "episodal_database_connections_most 10.0",
            "jvm_memory_used_bytes{",
            "jvm_gc_pause_seconds",
            "process_uptime_seconds ")) {
      assertTrue(metrics.contains("\n" + name), () -> name + " is not in\n" + metrics);
    }
  }

  /** A registration that the server is reading the body of, all but the last byte. */
  private static Wire begunRegistration(ServerProcess server, String email) throws Exception {
    var begin = "{\"email\":\"" + email + "\",\"password\":\"long enough\"";
    var wire = Wire.to(server.url());
    wire.send(
        "POST /api/v1/auth/register HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
            + ("Content-Length: " + (begin.length() + 1) + "\r\n\r\n"));
    assertEquals(100, wire.answer());
    wire.send(begin);
    return wire;
  }

  private static Map<String, String> sharing(EmbeddedPostgres postgres) {
    var server = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getAuthority();
    var user = postgres.user() + ":" + postgres.password();
    return Map.ofEntries(
        Map.entry("DATABASE_URL", "postgres://" + user + "@" + server + "/foreign_one"),
        Map.entry("EPISODAL_DATABASE_CONNECTIONS", "4"),
        Map.entry("EPISODAL_ADMIN_EMAIL", EMAIL),
        Map.entry("EPISODAL_ADMIN_PASSWORD", PASSWORD),
        Map.entry("EPISODAL_LOG_FORMAT", "json"),
        Map.entry("EPISODAL_LOG_LEVEL", "debug"));
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertJsonLines(String log) throws IOException {
    assertFalse(log.isEmpty());
    for (var line : log.lines().toList()) {
      var entry = new JsonMapper().readTree(line);
      assertTrue(entry.path("message").isTextual() && entry.path("level").isTextual(), line);
    }
  }

  private static long titles(ServerProcess server) throws Exception {
    var answer = ApiClient.of(server.url()).get("/api/v1/releases?limit=1");
    return ApiClient.json(200, answer).path("total").longValue();
  }

  /** The lines that tell who can sign in. */
  private static List<String> accounts(String output) {
    return output.lines().filter(line -> line.contains("@demo.example")).toList();
  }

  /** Ends it; what it wrote to standard output. */
  private static String end(ServerProcess server) {
    server.terminate();
    assertEquals(TERMINATED, server.exitCode(), server::said);
    return server.output();
  }
}

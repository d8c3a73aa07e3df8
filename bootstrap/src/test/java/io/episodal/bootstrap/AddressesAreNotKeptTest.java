package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks for the address of a viewer, and for the name of the program, in every table there is. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class AddressesAreNotKeptTest {
  private static final String ADDRESS = "203.0.113.77";
  private static final String PROGRAM = "Unmistakable-Player/7.7";
  private static final String EMAIL = "admin@example.org";
  private static final String PASSWORD = "nobody is kept";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "EPISODAL_ADMIN_EMAIL", EMAIL,
          "EPISODAL_ADMIN_PASSWORD", PASSWORD,
          "EPISODAL_TRUSTED_PROXIES", "127.0.0.0/8");

  @TempDir private Path home;

  @Test
  void noTableHasTheAddressOfAViewer() throws Exception {
    try (var server = ServerProcess.start(home, SETTINGS)) {
      var admin = ApiClient.of(server.url()).signedIn(EMAIL, PASSWORD);
      var created =
          ApiClient.json(202, admin.post("/api/v1/admin/releases", Map.of("title", "Private")));
      var view = "{\"release_id\":\"" + created.path("id").textValue() + "\"}";

      report(server, "/api/v1/views", view);
      report(server, "/api/v1/views/batch", "[" + view + "," + view + "]");

      try (var database = server.database()) {
        assertEquals(3, count(database, "select count(*) from episodal.view_events"));
        assertEquals(1, count(database, "select count(distinct viewer) from episodal.view_events"));
        var tables = tables(database);
        assertTrue(tables.contains("episodal.view_events"), tables::toString);
        for (var table : tables) {
          assertNothingTells(database, table);
        }
      }
    }
  }

  private static void report(ServerProcess server, String path, String json)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.url() + path))
                  .header("Content-Type", "application/json")
                  .header("User-Agent", PROGRAM)
                  .header("X-Forwarded-For", ADDRESS)
                  .POST(BodyPublishers.ofString(json))
                  .build(),
              BodyHandlers.ofString());
      assertEquals(202, answer.statusCode(), answer::body);
    }
  }

  private static List<String> tables(Connection database) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select schemaname || '.' || quote_ident(tablename) from pg_tables"
                    + " where schemaname not in ('pg_catalog', 'information_schema')")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** Neither as text nor as the bytes of the address. */
  private static void assertNothingTells(Connection database, String table) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select t::text from " + table + " t")) {
      while (rows.next()) {
        var row = rows.getString(1);
        assertFalse(
            row.contains(ADDRESS) || row.contains(PROGRAM) || row.contains("cb00714d"),
            () -> table + ": " + row);
      }
    }
  }

  private static long count(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

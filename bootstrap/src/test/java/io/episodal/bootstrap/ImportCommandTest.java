package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as its users run it: a process on a data directory. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ImportCommandTest {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int SERIES = 3;
  private static final int EPISODES = 36;

  /** Waits in the middle of an import: releases have been written, their episodes not. */
  private static final String STUCK =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
          + " and query like 'copy %episodes%'";

  private static final String COPYING =
      "select count(*) from pg_stat_activity where query like 'copy %episodes%'"
          + " and state <> 'idle' and pid <> pg_backend_pid()";

  @TempDir private Path home;

  @Test
  void aFileIsImportedCheckedAndRefused() throws Exception {
    var data = home.resolve("data");
    var packed = CatalogueFile.gzipped(CatalogueFile.ofSeries(SERIES));
    var file = Files.write(home.resolve("good.json.gz"), packed);
    var cut = Files.write(home.resolve("cut"), Arrays.copyOf(packed, packed.length / 2));

    var early = run(data, file, "--dry-run");
    assertTrue(early.output().contains("all of it would be added"), early::said);
    assertFalse(Files.exists(data));

    var first = run(data, file);
    assertTrue(first.output().contains("Importing: 3 of 3 titles ..."), first::said);
    assertTrue(first.output().contains(": 3 releases, 36 episodes, 1 genres"), first::said);
    assertEquals("", first.errors());

    var more = CatalogueFile.source(home, CatalogueFile.ofSeries(SERIES + 1));
    var preview = run(data, Path.of(more.name()), "--dry-run");
    assertTrue(preview.output().contains("Would be added: 1 releases, 12 episodes"), preview::said);

    var refused = ServerProcess.launch("import", data, Map.of(), cut.toString());
    assertEquals(1, refused.exitCode(), refused::said);
    assertEquals("", refused.output());
    assertTrue(refused.errors().startsWith(cut + " cannot be imported: "), refused::said);
    assertTrue(refused.errors().contains("it is cut off: its gzip data end at "), refused::said);
    assertEquals(1, refused.errors().lines().count(), refused::said);

    var again = run(data, file);
    assertTrue(again.output().contains(": 0 releases, 0 episodes"), again::said);
    assertTrue(again.output().contains("Left as they are: 3 releases, 36 episodes"), again::said);
  }

  @Test
  void aKilledImportLeavesNothingBesideARunningServer() throws Exception {
    var file = Path.of(CatalogueFile.source(home, CatalogueFile.ofSeries(SERIES)).name());
    try (var server = ServerProcess.start(home, Map.of())) {
      try (var holding = server.database();
          var watching = server.database()) {
        holding.setAutoCommit(false);
        holding.createStatement().execute("lock table episodal.episodes in share mode");
        var killed = ServerProcess.launch("import", home, Map.of(), file.toString());
        try {
          Patience.until("the import's middle", BOUND, () -> count(watching, STUCK) == 1);
        } finally {
          killed.kill9();
        }
        holding.rollback();
        Patience.until("the import's end", BOUND, () -> count(watching, COPYING) == 0);

        assertEquals(0, count(watching, "select count(*) from episodal.releases"));
        assertEquals(0, count(watching, "select count(*) from episodal.genres"));

        var whole = run(home, file);
        assertTrue(whole.output().contains("Using the database of the server"), whole::said);
        assertEquals(SERIES, count(watching, "select count(*) from episodal.releases"));
        assertEquals(EPISODES, count(watching, "select count(*) from episodal.episodes"));
      }
      var list = ApiClient.json(200, ApiClient.of(server.url()).get("/api/v1/releases?q=series"));
      assertEquals(SERIES, list.path("total").intValue());
    }
  }

  @Test
  void aMissingFileOrAnUnknownOptionIsExplained() throws Exception {
    var missing = ServerProcess.launch("import", home, Map.of(), "missing.json");
    assertEquals(1, missing.exitCode(), missing::said);
    assertTrue(missing.errors().contains("missing.json is missing"), missing::said);

    var without = ServerProcess.launch("import", home, Map.of());
    assertEquals(2, without.exitCode(), without::said);
    assertTrue(without.errors().contains("Missing required parameter: 'FILE'"), without::said);

    var help = ServerProcess.launch("import", home, Map.of(), "--help");
    assertEquals(0, help.exitCode(), help::said);
    assertTrue(help.output().contains("--dry-run"), help::said);
    assertTrue(help.output().contains("--notify"), help::said);
  }

  /** Runs an import to its good end; its database, if it started one, ends with it. */
  private static ServerProcess run(Path data, Path file, String... flags) throws Exception {
    var arguments = Arrays.copyOf(flags, flags.length + 1);
    arguments[flags.length] = file.toString();
    var process = ServerProcess.launch("import", data, Map.of(), arguments);
    assertEquals(0, process.exitCodeOfFirstRun(), process::said);
    return process;
  }

  private static long count(Connection connection, String query) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}

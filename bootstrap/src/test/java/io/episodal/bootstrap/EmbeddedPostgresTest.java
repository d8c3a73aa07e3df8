package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedPostgresTest {
  /** Its backend does not notice by itself that its postmaster has gone. */
  private static final String LONG_QUERY =
      "select count(*) from generate_series(1, 20000) a, generate_series(1, 20000) b";

  @TempDir private static Path home;

  private final List<String> progress = new ArrayList<>();

  /** The first start, in a directory where an earlier one was killed half-way. */
  @BeforeAll
  static void create() throws Exception {
    for (var half : List.of("programs-" + version() + ".unfinished", "database.unfinished")) {
      Files.writeString(Files.createDirectories(postgres().resolve(half)).resolve("half"), "done");
    }
    try (var postgres = EmbeddedPostgres.start(data(), line -> {})) {
      query(postgres, "create table kept (word text)");
      query(postgres, "insert into kept values ('kept')");
    }
  }

  @Test
  void startsWarmWithItsDataAndEndsItsProcess() throws Exception {
    ProcessHandle process;
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      assertEquals("kept", query(postgres, "select word from kept"));
      process = ProcessHandle.of(postgres.pid()).orElseThrow();
    }
    process.onExit().get(5, TimeUnit.SECONDS);
    assertEquals(List.of(), progress);
  }

  @Test
  void isDurablePrivateAndSpeaksAllLanguages() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      assertEquals("on", query(postgres, "show fsync"));
      assertEquals("127.0.0.1", query(postgres, "show listen_addresses"));
      assertTrue(version().startsWith(query(postgres, "show server_version")));
      assertEquals("C", query(postgres, "show lc_messages"));
      assertEquals("ÉPISODE ЭПИЗОД", query(postgres, "select upper('épisode эпизод')"));
      assertEquals("t", query(postgres, "select 'Z' < 'a' and 'z' < 'é'"));
      assertThrows(
          SQLException.class,
          () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"));
    }
    var secret = Files.getPosixFilePermissions(postgres().resolve("password"));
    assertEquals("rw-------", PosixFilePermissions.toString(secret));
  }

  @Test
  void endsThePostgresThatOutlivedItsStarterAndKeepsItsData() throws Exception {
    var orphan = startAndHalt();
    assertTrue(orphan.isAlive());
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      orphan.onExit().get(5, TimeUnit.SECONDS);
      assertNotEquals(orphan.pid(), postgres.pid());
      assertEquals("kept", query(postgres, "select word from kept"));
      assertEquals(1, progress.size());
    }
  }

  @Test
  void comesBackOnTheSamePortAfterItsPostmasterWasKilledDuringALongQuery() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      assertFalse(postgres.restartIfDead());
      var url = postgres.jdbcUrl();
      var busy =
          Thread.ofVirtual()
              .start(() -> assertThrows(SQLException.class, () -> query(postgres, LONG_QUERY)));
      awaitRunning(postgres, LONG_QUERY);
      kill(postgres.pid());
      assertEquals(-1, postgres.pid());
      assertTrue(postgres.restartIfDead());
      busy.join();
      assertEquals(url, postgres.jdbcUrl());
      assertEquals("kept", query(postgres, "select word from kept"));
    }
  }

  @Test
  void startsAlthoughAnotherProcessHasTheIdInItsLockFile() throws Exception {
    var orphan = startAndHalt();
    kill(orphan.pid());
    var file = postgres().resolve("database/postmaster.pid");
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, String.valueOf(ProcessHandle.current().pid()));
    Files.write(file, lines);
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      assertEquals("kept", query(postgres, "select word from kept"));
    }
  }

  /** As when the server is stopped while it starts: neither is left half done. */
  @Test
  void isStartedAndEndedInOrderByAnInterruptedThread() throws Exception {
    Thread.currentThread().interrupt();
    var postgres = EmbeddedPostgres.start(data(), progress::add);
    var process = ProcessHandle.of(postgres.pid()).orElseThrow();
    postgres.close();
    assertTrue(Thread.interrupted());
    process.onExit().get(5, TimeUnit.SECONDS);
    assertEquals(List.of(), progress);
    assertFalse(Files.exists(postgres().resolve("database/postmaster.pid")), "it was killed");
  }

  @Test
  void isNotStartedAgainOnceClosed() {
    var postgres = EmbeddedPostgres.start(data(), progress::add);
    postgres.close();
    assertFalse(postgres.restartIfDead());
    postgres.close();
  }

  @Test
  void saysWhyADirectoryCannotBeUsed() throws Exception {
    var file = Files.writeString(home.resolve("file"), "");
    assertSentence(file, "The directory " + file.resolve("postgres") + " cannot be used: ");
    try (var postgres = EmbeddedPostgres.start(data(), progress::add)) {
      assertSentence(data(), "Another Episodal is using " + postgres() + ": ");
      assertTrue(postgres.pid() > 0);
    }
  }

  @Test
  void refusesTheDatabaseOfAnotherMajorVersion() throws Exception {
    var file = postgres().resolve("database/PG_VERSION");
    var ours = Files.readString(file);
    Files.writeString(file, "15\n");
    try {
      assertSentence(
          data(),
          "The database in %s is one of PostgreSQL 15, not %s: choose another data directory."
              .formatted(postgres().resolve("database"), version()));
    } finally {
      Files.writeString(file, ours);
    }
  }

  @Test
  void saysWhatInitdbComplainsOf() throws Exception {
    var directory = Files.createDirectories(home.resolve("broken/postgres"));
    var programs = "programs-" + version();
    Files.createSymbolicLink(directory.resolve(programs), postgres().resolve(programs));
    Files.writeString(directory.resolve("password"), "");
    assertSentence(
        home.resolve("broken"),
        "PostgreSQL cannot be set up in " + directory + ": initdb: error: password file");
  }

  /** Starts it in a JVM that then ends without a word, as after kill -9. */
  private static ProcessHandle startAndHalt() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var process =
        new ProcessBuilder(java, "-cp", classPath, Halting.class.getName(), data().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var reader = process.inputReader()) {
      var pid = Long.parseLong(String.valueOf(reader.readLine()));
      process.waitFor();
      return ProcessHandle.of(pid).orElseThrow();
    }
  }

  private static void kill(long pid) throws Exception {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(5, TimeUnit.SECONDS);
  }

  private static void awaitRunning(EmbeddedPostgres postgres, String sql) throws SQLException {
    var running = "select count(*) from pg_stat_activity where state = 'active' and query = ";
    while (!query(postgres, running + "'" + sql + "'").equals("1")) {
      Thread.onSpinWait();
    }
  }

  private static void assertSentence(Path directory, String beginning) {
    var refusal =
        assertThrows(
            StartupException.class, () -> EmbeddedPostgres.start(directory, line -> {}).close());
    var sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.startsWith(beginning), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return String.valueOf(rows.getString(1));
      }
    }
  }

  /** With a space in its name. */
  private static Path data() {
    return home.resolve("our data");
  }

  private static Path postgres() {
    return data().resolve("postgres");
  }

  private static String version() {
    return ResourceBundle.getBundle("io.episodal.bootstrap.postgres").getString("version");
  }

  /** The main class of a JVM that leaves its PostgreSQL behind. */
  static final class Halting {
    private Halting() {}

    public static void main(String[] args) {
      var postgres = EmbeddedPostgres.start(Path.of(args[0]), line -> {});
      System.out.println(postgres.pid());
      System.out.flush();
      Runtime.getRuntime().halt(137);
    }
  }
}

package io.episodal.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own, with all that it has in one directory, for the loopback address alone.
 * It outlives a killed JVM; the next start ends it first. Thread-safe.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final String NAME = "episodal";
  private static final String DIRECTORY = "postgres";
  private static final String DATABASE = "database";
  private static final String PASSWORD = "password";
  private static final String LOCK_FILE = "postmaster.pid";

  /** The line of the lock file that has the port. */
  private static final int PORT_LINE = 3;

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Small, durable, and silent about failing statements, which hold what users wrote. */
  private static final String SETTINGS =
      "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=20"
          + " -c shared_buffers=64MB -c io_method=sync -c jit=off -c fsync=on -c timezone=UTC"
          + " -c max_logical_replication_workers=0 -c log_checkpoints=off -c log_min_messages=log";

  /** What PostgreSQL complains of while the remains of a killed one are still going away. */
  private static final List<String> PASSING =
      List.of("already exists", "still in use", "could not create any TCP/IP sockets");

  private final PostgresDirectory directory;
  private final Consumer<String> progress;
  private final PostgresBinaries binaries;
  private final Path secret;
  private final String password;
  private final Path database;
  private final Path lockFile;
  private final int port;
  private boolean closed;

  private EmbeddedPostgres(PostgresDirectory directory, Consumer<String> progress)
      throws IOException {
    this.directory = directory;
    this.progress = progress;
    binaries = PostgresBinaries.in(directory);
    secret = directory.secret(PASSWORD);
    password = Files.readString(secret);
    database = directory.part(DATABASE, this::create);
    lockFile = database.resolve(LOCK_FILE);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  /** Starts the PostgreSQL of this directory, and makes both where they are missing. */
  static EmbeddedPostgres start(Path dataDirectory, Consumer<String> progress) {
    var directory = PostgresDirectory.take(dataDirectory.resolve(DIRECTORY));
    try {
      var postgres = new EmbeddedPostgres(directory, progress);
      postgres.refuseOtherVersion();
      if (postgres.pid() >= 0) {
        progress.accept("Stopping the PostgreSQL that an earlier run left behind");
        postgres.stop();
      }
      postgres.launch();
      return postgres;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw StartupException.because("PostgreSQL cannot be set up in " + directory.path(), e);
    }
  }

  /**
   * How to get into the PostgreSQL of this directory, if another process has it.
   *
   * @throws StartupException if that process is about to start or stop it
   */
  static Optional<ServerConfig.Database> runningElsewhere(Path dataDirectory) {
    var directory = dataDirectory.resolve(DIRECTORY);
    if (!PostgresDirectory.isTaken(directory)) {
      return Optional.empty();
    }
    try {
      var port = Files.readAllLines(database(dataDirectory).resolve(LOCK_FILE)).get(PORT_LINE);
      var password = Files.readString(directory.resolve(PASSWORD));
      return Optional.of(
          new ServerConfig.Database(jdbcUrl(Integer.parseInt(port)), NAME, password));
    } catch (IOException | RuntimeException e) {
      throw new StartupException(
          "Another Episodal is just starting or stopping in %s: try again in a moment."
              .formatted(directory));
    }
  }

  /** Where the database of a data directory is, once it was made. */
  static Path database(Path dataDirectory) {
    return dataDirectory.resolve(DIRECTORY).resolve(DATABASE);
  }

  String jdbcUrl() {
    return jdbcUrl(port);
  }

  String user() {
    return NAME;
  }

  String password() {
    return password;
  }

  /** The process id of the postmaster, or -1 while there is none. */
  long pid() {
    return postmaster().map(ProcessHandle::pid).orElse(-1L);
  }

  /** Starts a PostgreSQL that has died again, on its port; tells whether it did. Throws nothing. */
  synchronized boolean restartIfDead() {
    if (closed || postmaster().isPresent()) {
      return false;
    }
    progress.accept("PostgreSQL has died: starting it again");
    try {
      launch();
      return true;
    } catch (StartupException e) {
      progress.accept(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Ends PostgreSQL, by force if that takes long; nothing that was committed is lost. */
  @Override
  public synchronized void close() {
    closed = true;
    stop();
    directory.close();
  }

  private static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  private void create(Path missing) throws IOException {
    progress.accept("Creating the database in " + directory.path());
    binaries.own(secret);
    // Order is PostgreSQL's own, the same everywhere; what a letter is, trigrams ask the system.
    var letters = System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
    var data = missing.toString();
    binaries.run(
        LONG,
        "",
        "initdb",
        "-D" + data,
        "--username=" + NAME,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--lc-ctype=" + letters);
    binaries.run(LONG, "create database " + NAME, "postgres", "--single", "-D", data, "postgres");
  }

  private void refuseOtherVersion() throws IOException {
    var theirs = Files.readString(database.resolve("PG_VERSION")).strip();
    if (!binaries.version().startsWith(theirs + ".")) {
      throw new StartupException(
          "The database in %s is one of PostgreSQL %s, not %s: choose another data directory."
              .formatted(database, theirs, binaries.version()));
    }
  }

  private void launch() {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        buryDeadPostmaster();
        control(LONG, "start", "-o", SETTINGS + " -p " + port);
        return;
      } catch (IOException e) {
        if (PASSING.stream().noneMatch(e.toString()::contains) || System.nanoTime() > deadline) {
          stop(); // It may only have been too slow.
          throw StartupException.because("PostgreSQL cannot start in " + database, e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /**
   * Ends what a dead postmaster left running, and puts an id that no process has into its lock
   * file: another may have its own now. The other lines stay; they guard the memory of those ended.
   */
  private void buryDeadPostmaster() throws IOException {
    if (Files.exists(lockFile) && postmaster().isEmpty()) {
      ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
      var rest = Files.readAllLines(lockFile).stream().skip(1);
      Files.write(lockFile, Stream.concat(Stream.of("2147483647"), rest).toList());
    }
  }

  private void stop() {
    for (var mode : List.of("fast", "immediate")) {
      try {
        if (postmaster().isPresent()) {
          control(STOP, "stop", "-m", mode);
        }
        return;
      } catch (IOException e) {
        progress.accept("PostgreSQL does not stop: " + e.getMessage());
      }
    }
    postmaster().ifPresent(EmbeddedPostgres::kill);
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, STOP.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** An interrupt, too, must not leave a PostgreSQL behind of which nobody knows. */
  private void control(Duration bound, String action, String option, String value)
      throws IOException {
    var wait = "--timeout=" + bound.toSeconds();
    var data = "--pgdata=" + database;
    binaries.runToEnd(bound.plusSeconds(1), "pg_ctl", action, "--wait", wait, data, option, value);
  }

  /**
   * The file is read as a whole, which an interrupt does not break off as it does reading lines.
   */
  private Optional<ProcessHandle> postmaster() {
    try {
      var id = Files.readString(lockFile).lines().findFirst().orElse("");
      return ProcessHandle.of(Long.parseLong(id)).filter(this::isOurs);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it runs a program of this directory; a zombie runs none. */
  private boolean isOurs(ProcessHandle process) {
    return process.info().command().orElse("").startsWith(directory.path() + "/");
  }
}

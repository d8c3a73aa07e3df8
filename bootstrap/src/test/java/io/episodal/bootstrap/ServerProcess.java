package io.episodal.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real server in a process of its own, on a free port unless told otherwise, with everything
 * that it says. Closing it ends the process and the PostgreSQL that it left behind. Thread-safe.
 */
final class ServerProcess implements AutoCloseable {
  /** The first start unpacks PostgreSQL and makes a database; the machine may have more to do. */
  private static final Duration STARTUP = Duration.ofMinutes(2);

  private static final Duration END = Duration.ofSeconds(30);
  private static final Pattern READY = Pattern.compile("Episodal serves on (http://\\S+)");

  /** Variables of whoever runs the tests that would change what the server does or says. */
  private static final Set<String> FOREIGN =
      Set.of(
          "PORT",
          "DATABASE_URL",
          "REDIS_URL",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS");

  private final Path dataDirectory;
  private final Process process;
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final List<Thread> readers;

  private ServerProcess(Path dataDirectory, Process process) {
    this.dataDirectory = dataDirectory;
    this.process = process;
    readers =
        List.of(
            Thread.ofPlatform().daemon().start(() -> hear(process.inputReader(), output)),
            Thread.ofPlatform().daemon().start(() -> hear(process.errorReader(), errors)));
    var unused =
        process.onExit().thenRun(() -> url.completeExceptionally(new IOException("it has ended")));
  }

  /** Starts a server and waits until it is ready. */
  static ServerProcess start(Path dataDirectory, Map<String, String> environment, String... flags)
      throws IOException {
    var server = launch(dataDirectory, environment, flags);
    try {
      server.url();
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** Starts a server, which may never become ready. */
  static ServerProcess launch(Path dataDirectory, Map<String, String> environment, String... flags)
      throws IOException {
    return launch("serve", dataDirectory, environment, flags);
  }

  /** Starts a command of the same program on a data directory. */
  static ServerProcess launch(
      String subcommand, Path dataDirectory, Map<String, String> environment, String... flags)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(subcommand, "--data-dir", dataDirectory.toString()));
    command.addAll(List.of(flags));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("EPISODAL_") || FOREIGN.contains(name));
    builder.environment().put(Setting.PORT.key(), "0");
    builder.environment().putAll(environment);
    return new ServerProcess(dataDirectory, builder.start());
  }

  /** Waits until it is ready; the address that it serves on. */
  String url() {
    try {
      return url.get(STARTUP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the server is not ready: " + said(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What it wrote to standard output. */
  String output() {
    return text(output);
  }

  /** What it wrote to standard error. */
  String errors() {
    return text(errors);
  }

  /** All that it said, for the message of a failure. */
  String said() {
    return "%s%noutput:%n%s%nerrors:%n%s".formatted(process, output(), errors());
  }

  /** Kills it, as kill -9 does, and waits until it is gone; its PostgreSQL goes on. */
  void kill9() {
    process.toHandle().destroyForcibly();
    exitCode();
  }

  /** Asks it to end, as Ctrl-C and kill do, and returns at once. */
  void terminate() {
    process.toHandle().destroy(); // The process itself would stop listening to its last words.
  }

  /** Waits until it has ended and all it said is here. */
  int exitCode() {
    return exitCode(END);
  }

  /** Waits until a command that may have to make a database has ended and all it said is here. */
  int exitCodeOfFirstRun() {
    return exitCode(STARTUP);
  }

  private int exitCode(Duration bound) {
    try {
      if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end: " + said());
      }
      for (var reader : readers) {
        reader.join(END);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills the postmaster of its embedded PostgreSQL and waits until it is gone. */
  void killPostmaster() {
    var postmaster = postmaster().orElseThrow();
    postmaster.destroyForcibly();
    Patience.until("the postmaster's end", END, () -> !runs(postmaster));
  }

  /** Stops every process of its embedded PostgreSQL, which keeps connections and says nothing. */
  PausedDatabase pauseDatabase() throws IOException, InterruptedException {
    var postmaster = postmaster().orElseThrow();
    return PausedDatabase.of(Stream.concat(Stream.of(postmaster), postmaster.descendants()));
  }

  /** The postmaster of its embedded PostgreSQL, while that runs. */
  Optional<ProcessHandle> postmaster() {
    return lockFile()
        .map(lines -> Long.parseLong(lines.getFirst()))
        .flatMap(ProcessHandle::of)
        .filter(ServerProcess::runs);
  }

  /** A connection to its embedded PostgreSQL. */
  Connection database() throws IOException, SQLException {
    var port = lockFile().orElseThrow().get(3);
    var password = Files.readString(dataDirectory.resolve("postgres/password"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/episodal", "episodal", password);
  }

  @Override
  public void close() {
    kill9();
    if (postmaster().isPresent()) {
      killPostmaster();
    }
  }

  /** The lines of the file that PostgreSQL keeps its process id and port in. */
  private Optional<List<String>> lockFile() {
    try {
      var file = dataDirectory.resolve("postgres/database/postmaster.pid");
      return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(BufferedReader reader, Queue<String> into) {
    reader
        .lines()
        .forEach(line -> {
          into.add(line);
          var ready = READY.matcher(line);
          if (ready.find()) {
            url.complete(ready.group(1));
          }
        });
  }

  private static String text(Queue<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static AssertionError interrupted(InterruptedException reason) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted while waiting for the server", reason);
  }

  /** A zombie, which nobody may be there to bury, runs no program. */
  private static boolean runs(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/postgres");
  }
}

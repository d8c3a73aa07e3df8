package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program outside this JVM, with its options, and the file that takes all that it says: no pipe,
 * since a process that it leaves behind would keep that open. Immutable.
 */
record Program(List<String> command, Path log) {
  private static final List<String> COMPLAINTS = List.of("FATAL:", "PANIC:", "ERROR:", "error:");

  /** What an interrupt of the caller does to the program. */
  enum Interrupt {
    /** It is killed. */
    KILLS,
    /** It goes on, and the caller waits for its end. */
    WAITS
  }

  /** Runs it to its end; when it fails or is late, the exception tells its last complaint. */
  void run(Duration bound, String input, Interrupt interrupt) throws IOException {
    var before = (int) log.toFile().length();
    var process = start();
    feed(process, input);
    if (!ends(process, bound, interrupt)) {
      process.destroyForcibly();
      throw new IOException("no end within " + bound.toSeconds() + " seconds of " + command);
    }
    if (process.exitValue() != 0) {
      throw new IOException(complaint(before) + " (more in " + log + ")");
    }
  }

  private boolean ends(Process process, Duration bound, Interrupt interrupt) throws IOException {
    var deadline = System.nanoTime() + bound.toNanos();
    var interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
          if (interrupt == Interrupt.KILLS) {
            process.destroyForcibly();
            throw new IOException("interrupted while waiting for " + command, e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Process start() throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Variables such as PGPORT and the user's language are not meant for it.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private static void feed(Process process, String input) {
    try (var writer = process.outputWriter()) {
      writer.write(input);
    } catch (IOException e) {
      // It ended before it read that: its exit code and its words tell why.
    }
  }

  private String complaint(int from) throws IOException {
    var bytes = Files.readAllBytes(log);
    var said = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    var last = said.lines().reduce("it said nothing", (earlier, later) -> later);
    return said.lines()
        .filter(line -> COMPLAINTS.stream().anyMatch(line::contains))
        .reduce(last, (earlier, later) -> later);
  }
}

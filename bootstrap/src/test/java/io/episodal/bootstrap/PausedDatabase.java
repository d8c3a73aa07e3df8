package io.episodal.bootstrap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that are stopped, and hold what they held, until they go on. Not thread-safe. */
final class PausedDatabase {
  private final List<String> processes;

  private PausedDatabase(List<String> processes) {
    this.processes = processes;
  }

  static PausedDatabase of(Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    var paused =
        new PausedDatabase(processes.map(process -> String.valueOf(process.pid())).toList());
    paused.signal("-STOP");
    return paused;
  }

  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", name));
    command.addAll(processes);
    var sent = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (sent != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + sent);
    }
  }
}

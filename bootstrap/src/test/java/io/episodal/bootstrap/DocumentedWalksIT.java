package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks through the documents as a reader would: every command, in order, in one shell, against a
 * server with the demo. What is printed must have the members that the document shows.
 *
 * <p>Needs bash, curl and jq, so a profile of its own runs it.
 */
final class DocumentedWalksIT {
  private static final String SERVER = "http://127.0.0.1:8080";
  private static final int PATIENCE_MINUTES = 3;

  private static DemoServer server;

  @BeforeAll
  static void start() {
    server = DemoServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theReadmesTour(@TempDir Path folder) throws Exception {
    walk(Walk.of(Path.of("../README.md")), folder);
  }

  @Test
  void theWalkThroughTheInterface(@TempDir Path folder) throws Exception {
    walk(Walk.of(Path.of("../docs/api.md")), folder);
  }

  private static void walk(Walk walk, Path folder) throws Exception {
    run(script(walk, folder), folder);
    for (var step : walk.steps()) {
      var printed = Files.readString(output(folder, step));
      var place = walk.document() + ":" + step.line();
      assertEquals(
          List.of(), JsonShape.differences(step.answer(), printed), place + " prints " + printed);
    }
  }

  /** All commands, each with a file for its output; the first that fails ends it. */
  private static String script(Walk walk, Path folder) {
    var script = new StringBuilder("set -eu -o pipefail\n");
    for (var step : walk.steps()) {
      script
          .append("exec > '%s' 2>&1\n".formatted(output(folder, step)))
          .append(forThisServer(step.command()))
          .append('\n');
    }
    return script.toString();
  }

  private static String forThisServer(String command) {
    return command
        .replace(SERVER, server.url())
        .replaceAll("(?m)^admin_password=.*", "admin_password=" + server.adminPassword());
  }

  private static Path output(Path folder, Walk.Step step) {
    return folder.resolve("line-" + step.line());
  }

  private static void run(String script, Path folder) throws IOException, InterruptedException {
    var said = folder.resolve("said").toFile();
    var shell =
        new ProcessBuilder("bash", "-s")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    try (var writer = shell.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(script);
    }
    if (!shell.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      shell.destroyForcibly();
      throw new AssertionError("the commands do not end");
    }
    assertEquals(0, shell.exitValue(), () -> lastWords(folder));
  }

  private static String lastWords(Path folder) {
    try (var files = Files.list(folder)) {
      var words = new StringBuilder();
      for (var file : files.sorted().toList()) {
        words.append(file.getFileName()).append(": ").append(Files.readString(file)).append('\n');
      }
      return words.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package io.episodal.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Redis of this machine in a process of its own, which can be killed and made to hang. */
final class RedisProcess implements AutoCloseable {
  private static final int END_SECONDS = 30;

  private final Path directory;
  private final int port;
  private Process process;

  private RedisProcess(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    this.process = launch();
  }

  static RedisProcess start(Path directory) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new RedisProcess(directory, socket.getLocalPort());
    }
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Forgets everything. */
  void flush() throws IOException {
    try (var wire = Wire.to("http://127.0.0.1:" + port)) {
      wire.send("FLUSHALL\r\n");
    }
  }

  /** Takes bytes and answers nothing, with all connections open. */
  void hang() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** Kills it, as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    var unused = process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
  }

  void startAgain() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch() throws IOException {
    var command = List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "");
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("redis.log").toFile())
        .start();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    var told = new ProcessBuilder("kill", signal, "" + process.pid()).start();
    if (told.waitFor() != 0) {
      throw new AssertionError("Redis cannot be told");
    }
  }
}

package io.episodal.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A demo server of a test, in a directory of its own. */
public final class DemoServer implements AutoCloseable {
  private final Server server;
  private final DemoAccounts accounts;

  private DemoServer(Server server) {
    this.server = server;
    this.accounts = server.demoAccounts().orElseThrow();
  }

  /** Starts it on a free port and loads the demo. */
  public static DemoServer start() {
    var flags = Map.of(Setting.PORT, "0", Setting.DATA_DIR, newDirectory().toString());
    var settings = Settings.of(flags, Map.of(), Optional.empty());
    Logs.configure(settings);
    var config = ServerConfig.of(settings);
    return new DemoServer(Server.start(config, true, progress -> {}));
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String adminEmail() {
    return accounts.admin().email();
  }

  public String adminPassword() {
    return accounts.admin().password();
  }

  public String viewerEmail() {
    return accounts.viewers().getFirst().email();
  }

  public String viewerPassword() {
    return accounts.viewers().getFirst().password();
  }

  @Override
  public void close() {
    server.close();
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("episodal-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

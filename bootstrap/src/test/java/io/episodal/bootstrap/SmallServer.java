package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server of a test with one release, an administrator, and a viewer who follows it. */
public final class SmallServer implements AutoCloseable {
  public static final String TITLE = "The Long Way North";
  public static final String ADMIN = "admin@example.org";
  public static final String VIEWER = "viewer@example.org";
  public static final String PASSWORD = "long enough for both";

  private final Server server;
  private final ApiClient admin;
  private final String release;

  private SmallServer(Server server) throws IOException, InterruptedException {
    this.server = server;
    var stranger = ApiClient.of(url());
    admin = stranger.signedIn(ADMIN, PASSWORD);
    var created = admin.post("/api/v1/admin/releases", Map.of("title", TITLE));
    release = ApiClient.json(202, created).path("id").textValue();
    var account = Map.of("email", VIEWER, "password", PASSWORD);
    ApiClient.json(201, stranger.post("/api/v1/auth/register", account));
    var follow = Map.of("subscription_type", "release", "target_id", release);
    var viewer = stranger.signedIn(VIEWER, PASSWORD);
    ApiClient.json(201, viewer.post("/api/v1/subscriptions", follow));
  }

  /** Starts it on a free port; its data go into a directory. */
  public static SmallServer start(Path directory, int mostStreams)
      throws IOException, InterruptedException {
    var environment =
        Map.of(
            Setting.PORT.key(),
            "0",
            Setting.DATA_DIR.key(),
            directory.toString(),
            Setting.ADMIN_EMAIL.key(),
            ADMIN,
            Setting.ADMIN_PASSWORD.key(),
            PASSWORD,
            Setting.STREAMS.key(),
            Integer.toString(mostStreams));
    var settings = Settings.of(Map.of(), environment, Optional.empty());
    Logs.configure(settings);
    var server = Server.start(ServerConfig.of(settings), false, progress -> {});
    try {
      return new SmallServer(server);
    } catch (IOException | InterruptedException | AssertionError e) {
      server.close();
      throw e;
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Releases an episode and waits until who is to be told of it is told. */
  public void publish(int number) throws Exception {
    var episode = Map.of("release_id", release, "title", "Part " + number, "number", number);
    var accepted = ApiClient.json(202, admin.post("/api/v1/admin/episodes", episode));
    var operation = "/api/v1/admin/operations/" + accepted.path("operation_id").textValue();
    Patience.until(
        "everybody to be told",
        Duration.ofSeconds(60),
        () ->
            ApiClient.json(200, admin.get(operation))
                .path("status")
                .textValue()
                .equals("succeeded"));
  }

  @Override
  public void close() {
    server.close();
  }
}

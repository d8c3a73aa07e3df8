package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;

/** The built server as a process with little memory, over a PostgreSQL of its own. Thread-safe. */
final class FuzzedProcess implements FuzzTarget {
  private static final Duration STARTUP = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(30);
  private static final Pattern READY = Pattern.compile("serves on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
  private static final String ADMIN = "admin@fuzz.example";
  private static final String USER = "user@fuzz.example";
  private static final String PASSWORD = "in great detail";

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final String userToken;
  private final String adminToken;

  private FuzzedProcess(Process process) throws IOException {
    this.process = process;
    Thread.ofPlatform().daemon().start(() -> listen(process.inputReader()));
    adminToken = token(ADMIN);
    userToken = registered(USER);
  }

  /**
   * Starts it.
   *
   * @param library the directory with its jars
   */
  static FuzzedProcess start(Path library, Path data) {
    var builder =
        new ProcessBuilder(
            tool("java"),
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-cp",
            library.resolve("*").toString(),
            "io.episodal.bootstrap.Main",
            "serve",
            "--port",
            "0",
            "--data-dir",
            data.toString());
    builder.redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("EPISODAL_ADMIN_EMAIL", ADMIN);
    environment.put("EPISODAL_ADMIN_PASSWORD", PASSWORD);
    environment.put("EPISODAL_ACCESS_TOKEN_LIFETIME", "1d");
    environment.put("EPISODAL_RATE_LIMIT_ENABLED", "false");
    environment.put("EPISODAL_CACHE_BYTES", String.valueOf(1 << 20));
    environment.remove("DATABASE_URL");
    environment.remove("PORT");
    try {
      return new FuzzedProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    try {
      return port.get(STARTUP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the server is not ready: " + said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public String userToken() {
    return userToken;
  }

  @Override
  public String adminToken() {
    return adminToken;
  }

  @Override
  public void work() {}

  /** Counting what is alive collects the garbage first. */
  @Override
  public Memory memory() {
    try {
      var pid = String.valueOf(process.pid());
      var histogram = new ProcessBuilder(tool("jcmd"), pid, "GC.class_histogram").start();
      var heap = number(LIVE_BYTES, new String(histogram.getInputStream().readAllBytes(), UTF_8));
      var status = Path.of("/proc", pid, "status");
      var resident = Files.exists(status) ? number(RESIDENT, Files.readString(status)) << 10 : 0;
      return new Memory(heap, resident);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote to its terminal. */
  String said() {
    return String.join("\n", said);
  }

  @Override
  public void close() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        Assertions.fail("the server does not end: " + said());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(BufferedReader output) {
    output
        .lines()
        .forEach(line -> {
          said.add(line);
          var ready = READY.matcher(line);
          if (ready.find()) {
            port.complete(Integer.valueOf(ready.group(1)));
          }
        });
    port.completeExceptionally(new IOException("it has ended"));
  }

  private String registered(String email) throws IOException {
    post("register", email).expect(201);
    return token(email);
  }

  private String token(String email) throws IOException {
    return post("login", email).expect(200).string("/access_token");
  }

  private Reply post(String call, String email) throws IOException {
    var json = "{\"email\": \"" + email + "\", \"password\": \"" + PASSWORD + "\"}";
    var path = URI.create("/api/v1/auth/" + call).toString();
    var headers = List.of("Host: localhost", "Content-Type: application/json");
    try (var client = new RawClient(port())) {
      return client.exchange(new FuzzedRequest("POST", path, headers, json.getBytes(UTF_8)));
    }
  }

  private static long number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}

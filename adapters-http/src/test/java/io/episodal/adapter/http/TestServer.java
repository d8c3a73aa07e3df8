package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.episodal.application.Episodal;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.testkit.InMemoryPersistence;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A whole engine over a store in memory, behind a real server, and a client of it. */
final class TestServer implements AutoCloseable {
  static final UserId USER = new UserId(new UUID(0x7000, 1));
  static final UserId OTHER_USER = new UserId(new UUID(0x7000, 2));
  static final String TOKEN = PlainTokens.of(USER, Role.USER);
  static final String OTHER_TOKEN = PlainTokens.of(OTHER_USER, Role.USER);
  static final String ADMIN_TOKEN = PlainTokens.of(new UserId(new UUID(0x7000, 3)), Role.ADMIN);

  private static final ContractDocument CONTRACT = ContractDocument.read();
  private static final AnswerValidator VALIDATOR = AnswerValidator.ofDocument();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SettableClock clock = new SettableClock();
  final InMemoryPersistence store = new InMemoryPersistence(clock);
  final KeepingCache cache = new KeepingCache();
  final HttpApi api;

  private final Episodal engine;
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer() {
    this(builder -> {});
  }

  /** A server of which some parts are others than usual. */
  TestServer(Consumer<HttpApi.Builder> change) {
    engine =
        Episodal.builder()
            .persistence(store)
            .identity(new PlainTokens(), new PlainSecrets(), Duration.ofDays(30))
            .cache(cache)
            .clock(clock)
            .ids(new SequentialIds())
            .backgroundThreads(0)
            .build();
    var builder =
        HttpApi.builder()
            .identity(engine.identity())
            .catalog(engine.catalog())
            .analytics(engine.analytics())
            .subscriptions(engine.subscriptions())
            .inbox(engine.notifications())
            .streams(engine.inboxes(), store.signals())
            .recommendations(engine.recommendations(), engine.recommending())
            .preferences(engine.preferences())
            .trace(engine.trace())
            .operations(engine.operations())
            .jobs(engine.watchJobs())
            .health(engine.health())
            .cache(cache)
            .port(0);
    change.accept(builder);
    api = builder.build();
    api.start();
  }

  /** Runs the background work that is due now. */
  void work() {
    engine.jobs().runDue();
  }

  Reply get(String path) {
    return send("GET", path, null, null);
  }

  Reply get(String path, String token) {
    return send("GET", path, token, null);
  }

  Reply post(String path, @Nullable String token, String json) {
    return send("POST", path, token, json);
  }

  /** Sends a request; headers are names and values in turn. */
  Reply send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String json,
      String... headers) {
    var request = request(path, token);
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json, UTF_8);
    var reply = send(request.method(method, body).build());
    if (json != null && isAccepted(reply) && CONTRACT.path(pathOf(path)).isPresent()) {
      VALIDATOR.validateRequest(method, pathOf(path), json.getBytes(UTF_8));
    }
    return reply;
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
            .timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Sends a request and holds its answer against the contract. */
  Reply send(HttpRequest request) {
    var reply = sendUnchecked(request);
    validate(request, reply);
    return reply;
  }

  /** Sends a request that may meet what the contract does not promise. */
  Reply sendUnchecked(HttpRequest request) {
    try {
      return Reply.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are and gives everything that comes back until the server closes. */
  String raw(byte[] request) throws IOException {
    try (var socket = open()) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  Socket open() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  @Override
  public void close() {
    client.close();
    api.close();
    engine.close();
  }

  private static void validate(HttpRequest request, Reply reply) {
    var path = request.uri().getRawPath();
    if (CONTRACT.path(path).isEmpty() || request.method().equals("OPTIONS")) {
      return;
    }
    var isHead = request.method().equals("HEAD");
    var method = isHead ? "GET" : request.method();
    VALIDATOR.validateHeaders(method, path, reply.status(), reply.headers());
    if (!isHead) {
      VALIDATOR.validate(
          method, path, reply.status(), reply.header("Content-Type"), reply.plainBytes());
    }
  }

  /** Whether a body was taken as a whole; a batch may have been taken in part. */
  private static boolean isAccepted(Reply reply) {
    return reply.status() / 100 == 2
        && (reply.bytes().length == 0 || reply.json().path("rejected").isEmpty());
  }

  private static String pathOf(String pathAndQuery) {
    return pathAndQuery.replaceFirst("\\?.*", "");
  }
}

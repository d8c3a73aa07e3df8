package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.health.Health;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.in.WatchOperations;
import io.episodal.domain.shared.DomainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting, failing, overload, stopping. */
@Timeout(60)
class HttpApiTest {
  private static final String OPERATION = "/api/v1/admin/operations/" + new UUID(0, 1);
  private static final byte[] LIVE =
      "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

  @Test
  void aTakenPortIsToldByItsCause() {
    try (var first = new TestServer()) {
      var failure =
          assertThrows(
              UncheckedIOException.class,
              () -> new TestServer(builder -> builder.port(first.api.port())));

      assertInstanceOf(BindException.class, failure.getCause());
      assertEquals("cannot listen on 127.0.0.1:" + first.api.port(), failure.getMessage());
    }
  }

  @Test
  void anUnknownHostIsTold() {
    assertThrows(
        UncheckedIOException.class,
        () -> new TestServer(builder -> builder.host("no-such-host.invalid")));
  }

  @Test
  void whatIsMissingOrOutOfBoundsIsTold() {
    var nothing = HttpApi.builder();

    assertEquals(
        "HttpApi.builder().streams(...) has not been called",
        assertThrows(IllegalStateException.class, nothing::build).getMessage());
    assertThrows(IllegalArgumentException.class, () -> nothing.port(65_536));
    assertThrows(IllegalArgumentException.class, () -> nothing.port(-1));
    assertThrows(IllegalArgumentException.class, () -> nothing.maxInFlight(0));
    assertThrows(IllegalArgumentException.class, () -> nothing.maxConnections(0));
  }

  @Test
  void anUnexpectedFailureIsAProblemWithoutInternals() {
    WatchOperations failing =
        id -> {
          throw new IllegalStateException("jdbc:postgresql://secret");
        };
    try (var server = new TestServer(builder -> builder.operations(failing))) {
      var request =
          server.request(OPERATION, TestServer.ADMIN_TOKEN).header("X-Request-Id", "r-1").build();

      var reply = server.sendUnchecked(request).expectProblem(500);

      assertTrue(reply.string("/detail").endsWith("r-1"), reply::text);
      assertFalse(reply.text().contains("secret"));
      server.get("/health/live").expect(200);
    }
  }

  @Test
  void errorsOfTheMachineAreProblemsToo() {
    WatchOperations failing =
        id -> {
          throw new StackOverflowError("deep");
        };
    try (var server = new TestServer(builder -> builder.operations(failing))) {
      var request = server.request(OPERATION, TestServer.ADMIN_TOKEN).build();

      var reply = server.sendUnchecked(request).expectProblem(500);

      assertFalse(reply.text().contains("StackOverflow"));
    }
  }

  @Test
  void aStoreThatIsAwayIsUnavailable() {
    WatchOperations failing =
        id -> {
          throw DomainException.unavailable("the store does not answer", new IOException("x"));
        };
    try (var server = new TestServer(builder -> builder.operations(failing))) {
      var request = server.request(OPERATION, TestServer.ADMIN_TOKEN).build();

      var reply = server.sendUnchecked(request).expectProblem(503);

      assertEquals("1", reply.header("Retry-After"));
    }
  }

  @Test
  void probesTellOfStoreAndCache() {
    try (var up = new TestServer();
        var degraded = new TestServer(builder -> builder.health(() -> new Health(true, false)));
        var down = new TestServer(builder -> builder.health(() -> new Health(false, true)))) {
      assertEquals("{\"status\":\"up\"}", up.get("/health/live").expect(200).text());
      assertEquals(
          "{\"status\":\"ready\",\"checks\":{\"database\":\"up\",\"cache\":\"up\"}}",
          up.get("/health/ready").expect(200).text());
      assertEquals(
          "{\"status\":\"degraded\",\"checks\":{\"database\":\"up\",\"cache\":\"degraded\"}}",
          degraded.get("/health/ready").expect(200).text());
      assertEquals(
          "{\"status\":\"unavailable\",\"checks\":{\"database\":\"down\",\"cache\":\"up\"}}",
          down.get("/health/ready").expect(503).text());
      assertEquals("1", down.get("/health/ready").header("Retry-After"));
    }
  }

  @Test
  void moreRequestsThanAllowedAreToldToComeBack() throws Exception {
    var slow = new SlowOperations();
    try (var server = new TestServer(builder -> builder.operations(slow).maxInFlight(1))) {
      var first = CompletableFuture.supplyAsync(() -> slowRequest(server));
      slow.begun.await();

      var reply = server.sendUnchecked(server.request("/api/v1/releases", null).build());

      reply.expectProblem(503);
      assertEquals("1", reply.header("Retry-After"));
      server.get("/health/live").expect(200);
      server.get("/health/ready").expect(200);
      slow.goOn.countDown();
      first.get().expectProblem(404);
      server.get("/api/v1/releases").expect(200);
    }
  }

  @Test
  void moreConnectionsThanAllowedWaitUntilOneIsClosed() throws Exception {
    try (var server = new TestServer(builder -> builder.maxConnections(2))) {
      var first = server.open();
      var second = server.open();
      assertAnswered(first);
      assertAnswered(second);
      try (var third = server.open()) {
        third.setSoTimeout(500);
        third.getOutputStream().write(LIVE);
        assertThrows(SocketTimeoutException.class, () -> third.getInputStream().read());

        first.close();

        third.setSoTimeout(10_000);
        assertEquals('H', third.getInputStream().read());
      }
      second.close();
    }
  }

  private static void assertAnswered(Socket socket) throws IOException {
    socket.getOutputStream().write(LIVE);
    assertEquals('H', socket.getInputStream().read());
  }

  @Test
  void slowSendersHoldNobodyUp() throws IOException {
    try (var server = new TestServer(builder -> builder.maxInFlight(1));
        var sender = server.open()) {
      var head =
          """
          POST /api/v1/auth/login HTTP/1.1
          Host: a
          Connection: close
          Content-Type: application/json
          Content-Length: 2

          """
              .replace("\n", "\r\n");
      sender.getOutputStream().write((head + "{").getBytes(ISO_8859_1));

      server.get("/api/v1/releases").expect(200);

      sender.getOutputStream().write('}');
      var reply = new String(sender.getInputStream().readAllBytes(), ISO_8859_1);
      assertTrue(reply.startsWith("HTTP/1.1 422 "), reply);
    }
  }

  /** The body may come after the refusal is decided, and must not be taken for the next request. */
  @Test
  void aRefusalLeavesTheConnectionUsable() throws IOException {
    var head =
        String.join(
            "\r\n",
            "POST /api/v1/subscriptions HTTP/1.1",
            "Host: a",
            "Content-Type: application/json",
            "Content-Length: 4",
            "",
            "");
    var last = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (var server = new TestServer();
        var open = server.open()) {
      open.setTcpNoDelay(true);
      open.getOutputStream().write(head.getBytes(ISO_8859_1));
      server.get("/health/live").expect(200);

      open.getOutputStream().write(("{  }" + last).getBytes(ISO_8859_1));

      var answers = new String(open.getInputStream().readAllBytes(), ISO_8859_1);
      assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
      assertTrue(answers.contains("HTTP/1.1 200 "), answers);
    }
  }

  @Test
  void requestsReceivedBeforeTheCloseAreAnswered() throws Exception {
    var slow = new SlowOperations();
    try (var server = new TestServer(builder -> builder.operations(slow))) {
      var first = CompletableFuture.supplyAsync(() -> slowRequest(server));
      slow.begun.await();

      var port = server.api.port();
      var closing = CompletableFuture.runAsync(server.api::close);
      awaitRefusal(port);
      slow.goOn.countDown();

      first.get().expectProblem(404);
      closing.get();
    }
  }

  /** Nobody who has a connection is refused; each is told that it was the last answer. */
  @Test
  void openConnectionsGetALastAnswerWhileItCloses() throws Exception {
    var slow = new SlowOperations();
    try (var server = new TestServer(builder -> builder.operations(slow));
        var open = server.open()) {
      open.getOutputStream().write(get("/health/live"));
      assertEquals('H', open.getInputStream().read());
      var first = CompletableFuture.supplyAsync(() -> slowRequest(server));
      slow.begun.await();
      var port = server.api.port();
      var closing = CompletableFuture.runAsync(server.api::close);
      awaitRefusal(port);

      open.getOutputStream().write(get("/api/v1/genres"));

      var answers = new String(open.getInputStream().readAllBytes(), ISO_8859_1);
      var last = answers.substring(answers.indexOf("HTTP/1.1 "));
      assertTrue(last.startsWith("HTTP/1.1 200 "), answers);
      assertTrue(last.contains("\r\nConnection: close\r\n"), answers);
      assertTrue(last.contains("\"genres\""), answers);
      slow.goOn.countDown();
      first.get().expectProblem(404);
      closing.get();
    }
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1);
  }

  private static Reply slowRequest(TestServer server) {
    return server.send(server.request(OPERATION, TestServer.ADMIN_TOKEN).build());
  }

  /** Returns when nobody listens on a port of this machine any longer; open connections idle on. */
  private static void awaitRefusal(int port) {
    while (true) {
      LockSupport.parkNanos(1_000_000);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().flush();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Finds nothing, but not before it is let go on. */
  private static final class SlowOperations implements WatchOperations {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public Operation operation(OperationId id) {
      begun.countDown();
      try {
        assertTrue(goOn.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw DomainException.notFound("operation");
    }
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no well-behaved client sends; each gets a problem document all the same. */
class HostileRequestsTest {
  private static final String LOGIN = "POST /api/v1/auth/login HTTP/1.1\r\nHost: a";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /api/v1/releases/%00          | 400",
        "GET /api/v1/releases/%zz          | 400",
        "GET /api/v1/releases/%            | 400",
        "GET /api/v1/releases/%ff          | 400",
        "GET /api/v1/releases/a%2Fb        | 400",
        "GET /web/../../../etc/passwd      | 400",
        "GET /web/..%2f..%2fpom.xml        | 400",
        "GET /web/%2e%2e/openapi.json      | 400",
        "GET /docs/%2e%2e%2fopenapi.json   | 400",
        "GET //api/v1/releases             | 400",
        "GET /api/v1/releases\\n           | 400",
        "GET /web/.hidden                  | 404",
        "GET /web/app.js;x=y               | 404",
        "GET /web/HttpApi.class            | 404",
        "GET /api/v1/releases?q=%ff        | 400",
        "GET /api/v1/releases?q=%0         | 400",
        "GET /nowhere                      | 404",
        "TRACE /api/v1/releases            | 405",
        "BREW /api/v1/releases             | 405",
        "BREW /nowhere                     | 404",
        "get /api/v1/releases              | 405"
      })
  void requestLines(String line, int status) throws IOException {
    expectProblem(status, head(line + " HTTP/1.1", "Host: a", "Connection: close"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | 400",
        "nonsense\\r\\n\\r\\n | 400",
        "GET / HTTP/9.9\\r\\nHost: a\\r\\n\\r\\n | 505",
        "GET /a\\0b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
        "GET /\u00e9 HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0b\\r\\n\\r\\n | 400"
      })
  void wholeRequests(String request, int status) throws IOException {
    expectProblem(status, request.replace("\\r\\n", "\r\n").replace("\\0", "\0"));
  }

  @Test
  void contradictoryFramingIsRefused() throws IOException {
    expectProblem(
        400,
        head(LOGIN, "Content-Length: 5", "Transfer-Encoding: chunked")
            + head("0")
            + head("GET / HTTP/1.1"));
    expectProblem(400, head(LOGIN, "Content-Length: 5", "Content-Length: 6") + "hello!");
  }

  @Test
  void brokenChunksAreRefused() throws IOException {
    expectProblem(
        400,
        head(LOGIN, "Content-Type: application/json", "Transfer-Encoding: chunked")
            + head("zz", "{}", "0"));
  }

  @Test
  void longRequestLinesAndHeadersAreRefused() throws IOException {
    var tooLong = "a".repeat(20_000);
    var many = new String[2_000];
    Arrays.setAll(many, i -> "X-" + i + ": value");

    expectProblem(414, head("GET /" + tooLong + " HTTP/1.1", "Host: a"));
    expectProblem(431, head("GET / HTTP/1.1", "Host: a", "X-Long: " + tooLong));
    expectProblem(431, head("GET / HTTP/1.1", many));
  }

  @Test
  void headersThatAreNoTextAreNotRepeated() throws IOException {
    var reply =
        server.raw(
            bytes(
                head(
                    "GET /health/live HTTP/1.1",
                    "Host: a",
                    "X-Request-Id: \u00ff\u00fe",
                    "Accept-Encoding: \u00e9",
                    "Connection: close")));

    assertTrue(reply.startsWith("HTTP/1.1 200 "), reply);
    assertFalse(reply.contains("\u00ff"), reply);
  }

  @Test
  void aTokenThatIsNoTextIsRefused() throws IOException {
    expectProblem(
        401,
        head(
            "GET /api/v1/users/me HTTP/1.1",
            "Host: a",
            "Authorization: Bearer \u00ff\u00fe",
            "Connection: close"));
  }

  @Test
  void webSocketsMeanNothingHere() throws IOException {
    var reply =
        server.raw(
            bytes(
                head(
                    "GET /api/v1/releases HTTP/1.1",
                    "Host: a",
                    "Upgrade: websocket",
                    "Connection: Upgrade, close",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")));

    assertTrue(reply.startsWith("HTTP/1.1 200 "), reply);
    assertFalse(reply.contains("Set-Cookie"), reply);
  }

  /** Else a proxy that lets nothing but GET through could be talked past. */
  @Test
  void noHeaderChangesTheMethod() throws IOException {
    expectProblem(
        405,
        head(
            "GET /api/v1/subscriptions/0199a3c2-7b40-7c1e-9d55-3f8a6b2c4e10 HTTP/1.1",
            "Host: a",
            "X-HTTP-Method-Override: DELETE",
            "Connection: close"));
  }

  @Test
  void aBodyThatEndsEarlyIsRefused() throws IOException {
    try (var socket = server.open()) {
      var request = head(LOGIN, "Content-Type: application/json", "Content-Length: 100");
      socket.getOutputStream().write(bytes(request + "{\"email\""));
      socket.shutdownOutput();
      var reply = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertTrue(reply.isEmpty() || reply.startsWith("HTTP/1.1 400 "), reply);
    }
  }

  private static void expectProblem(int status, String request) throws IOException {
    var reply = server.raw(bytes(request));

    assertTrue(reply.startsWith("HTTP/1.1 " + status + " "), reply);
    assertTrue(reply.contains("\r\nContent-Type: application/problem+json\r\n"), reply);
    assertTrue(reply.contains("\r\nX-Content-Type-Options: nosniff\r\n"), reply);
    assertTrue(reply.contains("\r\nX-Request-Id: "), reply);
    assertFalse(reply.contains("Jetty"), reply);
    assertFalse(reply.contains("\r\nServer:"), reply);
    var problem = new ObjectMapper().readTree(reply.substring(reply.indexOf("\r\n\r\n") + 4));
    assertEquals(status, problem.get("status").intValue(), reply);
    assertFalse(problem.get("detail").textValue().isEmpty());
  }

  private static String head(String first, String... more) {
    return Stream.concat(Stream.of(first), Arrays.stream(more))
        .map(line -> line + "\r\n")
        .collect(Collectors.joining("", "", "\r\n"));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.HandlerType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every route, whatever it is about. */
class RoutingTest {
  private static final String RELEASES = "/api/v1/releases";

  /** Routes that answer something else each time, or go on. */
  private static final Set<Route.Kind> CHANGING = Set.of(Route.Kind.METRICS, Route.Kind.STREAM);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theContractDescribesEveryRouteAndNothingElse() {
    var served =
        server.api.routes().stream()
            .filter(route -> route.kind() != Route.Kind.PAGE)
            .map(route -> route.method().name() + " " + route.path())
            .sorted()
            .toList();

    var described =
        ContractDocument.read().operations().stream().map(Object::toString).sorted().toList();

    assertEquals(described, served);
  }

  @Test
  void everyRouteOfUsersAsksForAToken() {
    for (var route : server.api.routes()) {
      if (route.access() == Access.USER || route.access() == Access.ADMIN) {
        var reply = send(route, null).expectProblem(401);
        assertEquals("Bearer", reply.header("WWW-Authenticate"), route::path);
        send(route, "nonsense").expectProblem(401);
      }
    }
  }

  @Test
  void everyRouteOfAdministratorsRefusesUsers() {
    for (var route : server.api.routes()) {
      assertEquals(
          route.access() == Access.ADMIN, route.path().startsWith("/api/v1/admin/"), route::path);
      if (route.access() == Access.ADMIN) {
        send(route, TestServer.TOKEN).expectProblem(403);
      }
    }
  }

  @Test
  void otherMethodsAreNotAllowed() {
    var reply = server.send("PUT", RELEASES, null, "{}").expectProblem(405);
    assertEquals("GET, HEAD, OPTIONS", reply.header("Allow"));

    var one = "/api/v1/admin/releases/" + new UUID(0, 1);
    var allowed = server.get(one).expectProblem(405).header("Allow").split(", ");
    assertEquals(
        List.of("DELETE", "OPTIONS", "PATCH", "PUT"), List.of(allowed).stream().sorted().toList());
  }

  @Test
  void optionsNameTheMethods() {
    for (var route : server.api.routes()) {
      var reply = server.send("OPTIONS", path(route), null, null).expect(204);
      assertTrue(reply.header("Allow").contains(route.method().name()), reply.header("Allow"));
      assertTrue(reply.header("Allow").endsWith("OPTIONS"));
      assertEquals(0, reply.bytes().length);
    }
    server.send("OPTIONS", "/nowhere", null, null).expectProblem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void headIsGetWithoutABody(String encoding) {
    for (var route : server.api.routes()) {
      if (route.method().equals(HandlerType.GET) && !CHANGING.contains(route.kind())) {
        var get = read("GET", route, encoding);
        var head = read("HEAD", route, encoding).expect(get.status());
        assertEquals(0, head.bytes().length);
        for (var header : List.of("Content-Type", "Content-Encoding", "Content-Length", "ETag")) {
          assertEquals(get.header(header), head.header(header), () -> header + route.path());
        }
        assertEquals(String.valueOf(get.bytes().length), get.header("Content-Length"));
      }
    }
  }

  @Test
  void unknownPathsAreNotFound() {
    for (var path : List.of("/api", "/api/v1", "/api/v2/releases", "/api/v1/Releases", "/health")) {
      var reply = server.get(path).expectProblem(404);
      assertEquals("urn:episodal:problem:not-found", reply.string("/type"));
      assertEquals(path, reply.string("/instance"));
    }
  }

  @Test
  void callersThatDoNotTakeJsonAreTold() {
    server.send("GET", RELEASES, null, null, "Accept", "text/html").expectProblem(406);
    server.send("GET", RELEASES, null, null, "Accept", "application/json;q=0").expectProblem(406);
    server.send("GET", RELEASES, null, null, "Accept", "text/html, */*;q=0.1").expect(200);
    server.send("GET", "/", null, null, "Accept", "text/html").expect(200);
  }

  @Test
  void everyAnswerIsNamedAndNotSniffed() {
    for (var path : List.of(RELEASES, "/nowhere", "/health/live", "/", "/api/v1/users/me")) {
      var reply = server.get(path);
      assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
      assertTrue(reply.header("X-Request-Id").matches("[0-9a-f]+-[0-9]+"), path);
      assertEquals("", reply.header("Server"), path);
      assertEquals("", reply.header("Set-Cookie"), path);
    }
  }

  @Test
  void requestIdsOfCallersAreKeptIfTheyAreFit() {
    var fit = "A-z_0.9".repeat(9);
    assertEquals(fit, named(fit));
    assertEquals("mine", named("mine"));
    for (var unfit : List.of("a b", "x".repeat(65), "<script>", "a,b")) {
      assertTrue(named(unfit).matches("[0-9a-f]+-[0-9]+"), unfit);
    }
  }

  @Test
  void tracesAreTakenUpIfTheyAreWellFormed() {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    assertEquals(trace, traced(trace));
    assertEquals("", traced("00-" + "0".repeat(32) + "-b7ad6b7169203331-01"));
    assertEquals("", traced("00-0af7651916cd43dd8448eb211c80319c-" + "0".repeat(16) + "-01"));
    assertEquals("", traced("ff" + trace.substring(2)));
    assertEquals("", traced("nonsense"));
  }

  @Test
  void publicReadingsAreRevalidated() {
    var first = server.get(RELEASES).expect(200);
    assertEquals("public, no-cache", first.header("Cache-Control"));
    assertEquals("Accept, Accept-Encoding", first.header("Vary"));
    var tag = first.header("ETag");
    assertTrue(tag.matches("W/\"[A-Za-z0-9_-]{16}\""), tag);

    var second = server.send("GET", RELEASES, null, null, "If-None-Match", tag).expect(304);
    assertEquals(0, second.bytes().length);
    assertEquals(tag, second.header("ETag"));
    assertEquals("public, no-cache", second.header("Cache-Control"));
    server.send("GET", RELEASES, null, null, "If-None-Match", "\"x\", " + tag).expect(304);
    server.send("GET", RELEASES, null, null, "If-None-Match", "\"x\"").expect(200);
    assertEquals("public, max-age=5", server.get("/api/v1/analytics/top").header("Cache-Control"));
  }

  @Test
  void personalAnswersAndErrorsAreNotKept() {
    var inbox = server.get("/api/v1/notifications", TestServer.TOKEN).expect(200);
    assertEquals("private, no-store", inbox.header("Cache-Control"));
    assertEquals("", inbox.header("ETag"));
    assertEquals("no-store", server.get("/nowhere").header("Cache-Control"));
    assertEquals("no-store", server.get("/health/ready").header("Cache-Control"));
  }

  @Test
  void longAnswersAreCompressedForThoseWhoTakeIt() throws IOException {
    var plain = server.get("/openapi.json").expect(200);
    var zipped =
        server.send("GET", "/openapi.json", null, null, "Accept-Encoding", "gzip").expect(200);

    assertEquals("gzip", zipped.header("Content-Encoding"));
    assertEquals(plain.header("ETag"), zipped.header("ETag"));
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
      assertArrayEquals(plain.bytes(), unzipped.readAllBytes());
    }
    var fine = "br;q=1, gzip;q=0.8";
    var sameAgain = server.send("GET", "/openapi.json", null, null, "Accept-Encoding", fine);
    assertArrayEquals(zipped.bytes(), sameAgain.bytes());
    var known =
        server.send(
            "GET",
            "/openapi.json",
            null,
            null,
            "Accept-Encoding",
            "gzip",
            "If-None-Match",
            plain.header("ETag"));
    assertEquals("", known.expect(304).header("Content-Encoding"));
    var small = server.send("GET", RELEASES, null, null, "Accept-Encoding", "gzip");
    assertEquals("", small.header("Content-Encoding"));
  }

  @Test
  void longProblemsAreCompressedToo() throws IOException {
    var faults =
        IntStream.range(0, 50)
            .mapToObj(i -> "\"unknown_" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    var zipped =
        server
            .send("POST", "/api/v1/auth/register", null, faults, "Accept-Encoding", "gzip")
            .expect(422);

    assertEquals("gzip", zipped.header("Content-Encoding"));
    assertEquals("application/problem+json", zipped.header("Content-Type"));
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
      assertTrue(new String(unzipped.readAllBytes(), UTF_8).contains("unknown_49"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Token x", "user.x", "Bearer a b"})
  void otherAuthorizationIsRefusedWhereverOneIsLookedAt(String authorization) {
    server
        .send("GET", "/api/v1/users/me", null, null, "Authorization", authorization)
        .expectProblem(401);
    server
        .send("POST", "/api/v1/views", null, "{}", "Authorization", authorization)
        .expectProblem(401);
    server.send("GET", RELEASES, null, null, "Authorization", authorization).expect(200);
  }

  @Test
  void theSchemeIsCaseInsensitive() {
    server
        .send(
            "GET",
            "/api/v1/subscriptions",
            null,
            null,
            "Authorization",
            "bEARER " + TestServer.TOKEN)
        .expect(200);
  }

  private static Reply read(String method, Route route, String encoding) {
    return server.send(
        method, path(route), TestServer.ADMIN_TOKEN, null, "Accept-Encoding", encoding);
  }

  private static Reply send(Route route, @Nullable String token) {
    return server.send(route.method().name(), path(route), token, route.readsBody() ? "{}" : null);
  }

  private static String path(Route route) {
    return route
        .path()
        .replace("{id}", new UUID(0, 1).toString())
        .replace("{name}", "refresh_counts")
        .replace("{file}", "app.js");
  }

  private static String named(String id) {
    return server.send("GET", RELEASES, null, null, "X-Request-Id", id).header("X-Request-Id");
  }

  private static String traced(String parent) {
    return server.send("GET", RELEASES, null, null, "traceparent", parent).header("traceparent");
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages may read answers. */
class CorsTest {
  private static final String RELEASES = "/api/v1/releases";
  private static final String HOME = "https://app.example";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private static TestServer off;
  private static TestServer forHome;
  private static TestServer forAll;

  @BeforeAll
  static void start() {
    off = new TestServer();
    forHome = new TestServer(builder -> builder.corsOrigins(Set.of(HOME, "http://localhost:3000")));
    forAll = new TestServer(builder -> builder.corsOrigins(Set.of("*")));
  }

  @AfterAll
  static void stop() {
    off.close();
    forHome.close();
    forAll.close();
  }

  @Test
  void nobodyMayUnlessItIsConfigured() {
    for (var reply : List.of(asked(off, RELEASES, HOME), preflight(off, RELEASES, HOME))) {
      assertEquals("", reply.header(ALLOW_ORIGIN));
      assertEquals("", reply.header("Access-Control-Allow-Methods"));
      assertEquals("", reply.header("Access-Control-Expose-Headers"));
      assertTrue(!reply.headers().allValues("Vary").contains("Origin"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASES, "/nowhere", "/api/v1/users/me", "/health/live", "/metrics"})
  void listedOriginsMayReadEveryAnswer(String path) {
    var reply = asked(forHome, path, HOME);

    assertEquals(HOME, reply.header(ALLOW_ORIGIN));
    assertEquals(
        "ETag, Episodal-View-Flag, Location, Retry-After, X-Request-Id",
        reply.header("Access-Control-Expose-Headers"));
    assertEquals("", reply.header("Access-Control-Allow-Credentials"));
    assertTrue(reply.headers().allValues("Vary").contains("Origin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.evil.example",
        "http://app.example",
        "https://app.example:8443",
        "https://APP.example",
        "null",
        "*"
      })
  void othersMayNot(String origin) {
    for (var reply :
        List.of(asked(forHome, RELEASES, origin), preflight(forHome, RELEASES, origin))) {
      assertEquals("", reply.header(ALLOW_ORIGIN));
      assertEquals("", reply.header("Access-Control-Allow-Methods"));
      assertTrue(reply.headers().allValues("Vary").contains("Origin"));
    }
  }

  @Test
  void cachesAreToldEvenByAnswersToNoOrigin() {
    var reply = forHome.get(RELEASES).expect(200);

    assertEquals(
        List.of("Accept, Accept-Encoding", "Origin"),
        reply.headers().allValues("Vary").stream().sorted().toList());
    var known =
        forHome.send(
            "GET", RELEASES, null, null, "If-None-Match", reply.header("ETag"), "Origin", HOME);
    assertEquals(HOME, known.expect(304).header(ALLOW_ORIGIN));
  }

  @Test
  void everybodyMayIfSoConfigured() {
    var reply = asked(forAll, RELEASES, "https://any.example").expect(200);

    assertEquals("*", reply.header(ALLOW_ORIGIN));
    assertEquals(List.of("Accept, Accept-Encoding"), reply.headers().allValues("Vary"));
    assertEquals("", forAll.get(RELEASES).header(ALLOW_ORIGIN));
  }

  @Test
  void browsersAreToldWhatAPageMaySend() {
    var reply = preflight(forHome, "/api/v1/admin/releases", "http://localhost:3000").expect(204);

    assertEquals("http://localhost:3000", reply.header(ALLOW_ORIGIN));
    assertEquals("POST, OPTIONS", reply.header("Access-Control-Allow-Methods"));
    assertTrue(reply.header("Access-Control-Allow-Headers").startsWith("Authorization, Content-"));
    assertEquals("7200", reply.header("Access-Control-Max-Age"));
    assertEquals(0, reply.bytes().length);
    preflight(forHome, "/nowhere", HOME).expectProblem(404);
  }

  @Test
  void problemsOfTheServerSoftwareCanBeReadToo() throws IOException {
    var request =
        "GET /a%2Fb HTTP/1.1\r\nHost: a\r\nOrigin: " + HOME + "\r\nConnection: close\r\n\r\n";

    var reply = forHome.raw(request.getBytes(ISO_8859_1));

    assertTrue(reply.startsWith("HTTP/1.1 400 "), reply);
    assertTrue(reply.contains(ALLOW_ORIGIN + ": " + HOME + "\r\n"), reply);
  }

  private static Reply asked(TestServer server, String path, String origin) {
    return server.send("GET", path, null, null, "Origin", origin);
  }

  private static Reply preflight(TestServer server, String path, String origin) {
    return server.send(
        "OPTIONS",
        path,
        null,
        null,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization, content-type");
  }
}

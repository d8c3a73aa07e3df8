package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The figures that Prometheus reads. */
class MetricsTest {
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void areTextForPrometheus() {
    var reply = server.send("GET", "/metrics", null, null, "Accept", ACCEPT).expect(200);

    assertEquals("text/plain;version=0.0.4;charset=utf-8", reply.header("Content-Type"));
    assertEquals("no-store", reply.header("Cache-Control"));
    server.send("GET", "/metrics", null, null, "Accept", "text/plain").expect(200);
    for (var line : reply.text().lines().toList()) {
      assertTrue(
          line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{.+})? [0-9.E+-]+|[a-z_]+.* NaN"), line);
    }
  }

  @Test
  void requestsAreCountedByRouteAndStatus() {
    server.get("/api/v1/releases/" + new UUID(0, 1)).expectProblem(404);
    server.get("/api/v1/releases/" + new UUID(0, 2)).expectProblem(404);
    server.get("/api/v1/releases").expect(200);
    server.send("PUT", "/api/v1/releases", null, "{}").expectProblem(405);

    expect(requests("GET", "/api/v1/releases/{id}", 404, 2));
    expect(requests("GET", "/api/v1/releases", 200, 1));
    expect(requests("PUT", "none", 405, 1));
    expect(
        "episodal_http_requests_seconds_bucket{method=\"GET\",route=\"/api/v1/releases\","
            + "status=\"200\",le=\"10.0\"} 1");
    assertFalse(metrics().contains(new UUID(0, 1).toString()));
  }

  /** Else a stranger could fill the memory with names. */
  @Test
  void unknownMethodsAndPathsAreOneEach() throws IOException {
    for (int i = 0; i < 3; i++) {
      raw("BREW" + i + " /coffee" + i + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      raw("GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    expect(requests("other", "none", 404, 3));
    expect("episodal_http_refused_total{status=\"400\"} 3.0");
    assertFalse(metrics().contains("BREW") || metrics().contains("coffee"));
  }

  @Test
  void theCacheIsCounted() {
    for (int i = 0; i < 3; i++) {
      server.get("/api/v1/analytics/top").expect(200);
    }

    expect("episodal_cache_requests_total{result=\"process\"} 2.0");
    expect("episodal_cache_requests_total{result=\"miss\"} 1.0");
  }

  /** A request is counted when its answer is written, which the caller may see a little earlier. */
  private void expect(String line) {
    var patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    var metrics = metrics();
    while (!metrics.lines().toList().contains(line)) {
      if (System.nanoTime() > patience) {
        fail(line + " is not in\n" + metrics);
      }
      metrics = metrics();
    }
  }

  private static String requests(String method, String route, int status, int count) {
    return "episodal_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"} %d"
        .formatted(method, route, status, count);
  }

  private String metrics() {
    return server.get("/metrics").expect(200).text();
  }

  private void raw(String request) throws IOException {
    server.raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }
}

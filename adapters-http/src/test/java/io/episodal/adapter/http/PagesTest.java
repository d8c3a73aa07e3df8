package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Pattern LOCAL = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
  private static final Pattern OUTSIDE = Pattern.compile("(?:src|href)=\"(?:https?:)?//");
  private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?![^>]*\\bsrc=)");

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
  @ValueSource(strings = {"/", "/docs"})
  void pagesAreWholeAndNeedNobodyElse(String path) {
    var page = server.get(path).expect(200);

    assertEquals("text/html;charset=utf-8", page.header("Content-Type"));
    assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'self';"));
    assertTrue(page.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
    assertFalse(page.header("Content-Security-Policy").contains("script-src"));
    assertFalse(page.header("Referrer-Policy").isEmpty());
    assertFalse(OUTSIDE.matcher(page.text()).find());
    assertFalse(INLINE_SCRIPT.matcher(page.text()).find());
    var links = LOCAL.matcher(page.text());
    var found = 0;
    while (links.find()) {
      var file = server.get(links.group(1)).expect(200);
      assertTrue(file.bytes().length > 0, links.group(1));
      assertFalse(file.header("ETag").isEmpty());
      found++;
    }
    assertTrue(found >= 3, page::text);
  }

  @Test
  void swaggerUiIsServedWithItsTypes() {
    assertEquals(
        "text/javascript;charset=utf-8",
        server.get("/docs/swagger-ui-bundle.js").expect(200).header("Content-Type"));
    assertEquals(
        "text/css;charset=utf-8",
        server.get("/docs/swagger-ui.css").expect(200).header("Content-Type"));
    assertTrue(server.get("/docs/contract.js").expect(200).text().contains("/openapi.json"));
  }

  @Test
  void theContractIsServed() {
    var contract = server.get("/openapi.json").expect(200);

    assertTrue(contract.string("/openapi").startsWith("3.1."));
    assertEquals("application/json", contract.header("Content-Type"));
    server
        .send("GET", "/openapi.json", null, null, "If-None-Match", contract.header("ETag"))
        .expect(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/web/",
        "/web/nothing.js",
        "/web/app",
        "/web/app.class",
        "/web/web.app.js.map",
        "/web/sub/app.js",
        "/docs/HttpApi.class",
        "/docs/..",
        "/docs/swagger-ui",
        "/docs/LICENSE",
        "/openapi.yaml",
        "/index.html"
      })
  void nothingElseIsServed(String path) {
    server.get(path).expectProblem(404);
  }
}

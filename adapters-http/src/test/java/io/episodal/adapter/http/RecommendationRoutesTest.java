package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users may like, as they read it. */
final class RecommendationRoutesTest {
  private static final String LIST = "/api/v1/recommendations";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoIsNewIsRecommendedNothing() {
    var list = server.get(LIST, TestServer.TOKEN).expect(200);

    assertEquals(List.of("recommendations", "total", "next_cursor"), list.members(""));
    assertEquals(0, list.json().get("total").intValue());
    assertTrue(list.json().get("next_cursor").isNull());
    server.send("GET", LIST, null, null).expectProblem(401);
  }

  @Test
  void aReasonIsGiven() {
    var followed = release("Dune");
    var watched = release("Stalker");
    var liked = release("Solaris");
    for (int i = 10; i < 14; i++) {
      var token = PlainTokens.of(new UserId(new UUID(0x7000, i)), Role.USER);
      follow(token, followed);
      follow(token, liked);
      if (i > 10) {
        watch(token, watched);
      }
    }
    follow(TestServer.TOKEN, followed);
    watch(TestServer.TOKEN, watched);
    server.work();

    var list = server.get(LIST, TestServer.TOKEN).expect(200);

    assertEquals(1, list.json().get("total").intValue());
    assertEquals(liked, list.string("/recommendations/0/release_id"));
    assertEquals("Solaris", list.string("/recommendations/0/release_title"));
    assertEquals(
        "Because you follow Dune and watched Stalker", list.string("/recommendations/0/reason"));
    assertEquals(
        List.of("deed", "kind", "id", "title"), list.members("/recommendations/0/because/0"));
    assertEquals("follows", list.string("/recommendations/0/because/0/deed"));
    assertEquals(followed, list.string("/recommendations/0/because/0/id"));
    assertEquals("watched", list.string("/recommendations/0/because/1/deed"));
    assertEquals("release", list.string("/recommendations/0/because/1/kind"));
  }

  @Test
  void badPagesAreRefused() {
    for (var bad : List.of("limit=101", "limit=", "skip=-1", "cursor=x")) {
      var problem = server.get(LIST + "?" + bad, TestServer.TOKEN).expectProblem(422);
      assertEquals(List.of(bad.substring(0, bad.indexOf('='))), problem.places());
    }
  }

  private String release(String title) {
    return server
        .post("/api/v1/admin/releases", TestServer.ADMIN_TOKEN, "{\"title\": \"" + title + "\"}")
        .expect(202)
        .string("/id");
  }

  private void follow(String token, String release) {
    server
        .post(
            "/api/v1/subscriptions",
            token,
            "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}")
        .expect(201);
  }

  private void watch(String token, String release) {
    server
        .post(
            "/api/v1/views",
            token,
            "{\"release_id\": \"" + release + "\", \"duration_seconds\": 900}")
        .expect(202);
  }
}

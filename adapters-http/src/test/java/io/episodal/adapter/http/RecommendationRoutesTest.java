package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users may like, as they read it. */
final class RecommendationRoutesTest {
  private static final String LIST = "/api/v1/recommendations";
  private static final String SEND = "/api/v1/admin/recommendations";
  private static final String INBOX = "/api/v1/notifications";

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
  void theyAreSentOnceADay() {
    var followed = release("Dune");
    var liked = release("Solaris");
    for (int i = 10; i < 14; i++) {
      var token = PlainTokens.of(new UserId(new UUID(0x7000, i)), Role.USER);
      follow(token, followed);
      follow(token, liked);
    }
    follow(TestServer.TOKEN, followed);
    server.work();
    server.clock.advance(Duration.ofDays(1));
    server.work();

    var inbox = server.get(INBOX + "?type=recommendation", TestServer.TOKEN).expect(200);

    assertEquals(1, inbox.json().get("total").intValue());
    assertEquals("recommendation", inbox.string("/notifications/0/notification_type"));
    assertEquals("You may like Solaris", inbox.string("/notifications/0/title"));
    assertEquals(
        "Because you follow Dune, you may like Solaris", inbox.string("/notifications/0/message"));
    assertEquals(liked, inbox.string("/notifications/0/related_id"));
    assertEquals(
        List.of("release_id", "release_title", "reason", "because"),
        inbox.members("/notifications/0/data"));
    assertEquals(followed, inbox.string("/notifications/0/data/because/0/id"));
  }

  @Test
  void administratorsSendThemByHand() {
    var release = release("Solaris");
    var json =
        "{\"user_id\": \"%s\", \"release_id\": \"%s\", \"reason\": \"A classic\"}"
            .formatted(TestServer.USER.value(), release);
    server.post(SEND, TestServer.TOKEN, json).expectProblem(403);
    server.post(SEND, null, json).expectProblem(401);

    var sent = server.post(SEND, TestServer.ADMIN_TOKEN, json).expect(202);

    assertEquals(List.of("id", "status", "message", "operation_id"), sent.members(""));
    var operation = server.get(sent.header("Location"), TestServer.ADMIN_TOKEN).expect(200);
    assertEquals("succeeded", operation.string("/status"));
    assertEquals(1, operation.json().at("/progress/notified").intValue());
    assertEquals("sent", sent.string("/status"));
    var inbox = server.get(INBOX, TestServer.TOKEN).expect(200);
    assertEquals(sent.string("/id"), inbox.string("/notifications/0/id"));
    assertEquals("Solaris: A classic", inbox.string("/notifications/0/message"));
    assertEquals("A classic", inbox.string("/notifications/0/data/reason"));
    server
        .send("POST", INBOX + "/" + sent.string("/id") + "/read", TestServer.OTHER_TOKEN, null)
        .expectProblem(403);

    follow(TestServer.TOKEN, release);
    var refused = server.post(SEND, TestServer.ADMIN_TOKEN, json).expect(202);
    assertEquals("not_sent", refused.string("/status"));
    assertTrue(refused.json().get("id").isNull());
  }

  @Test
  void whatCannotBeSentIsRefusedWithEveryFault() {
    assertEquals(
        List.of("/user_id", "/release_id", "/reason"),
        server
            .post(SEND, TestServer.ADMIN_TOKEN, "{\"user_id\": \"1\", \"release_id\": \"x\"}")
            .expectProblem(422)
            .places());
    var json = "{\"user_id\": \"%s\", \"release_id\": \"%s\", \"reason\": \"%s\"}";
    var user = TestServer.USER.value();
    for (var bad : List.of(" ", "\\u0000", "a".repeat(501))) {
      var body = json.formatted(user, release("A " + bad.length()), bad);
      assertEquals(
          List.of("/reason"),
          server.post(SEND, TestServer.ADMIN_TOKEN, body).expectProblem(422).places());
    }
    assertEquals(
        List.of("/release_id"),
        server
            .post(SEND, TestServer.ADMIN_TOKEN, json.formatted(user, user, "A classic"))
            .expectProblem(422)
            .places());
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

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why somebody was told, as administrators see it. */
final class TraceRoutesTest {
  private static final String PATH = "/api/v1/admin/notifications/trace";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void hasALineForEachDecision() {
    var release =
        server
            .post("/api/v1/admin/releases", TestServer.ADMIN_TOKEN, "{\"title\": \"Dune\"}")
            .expect(202)
            .string("/id");
    var subscription =
        server.post(
            "/api/v1/subscriptions",
            TestServer.TOKEN,
            "{\"subscription_type\":\"release\",\"target_id\":\"%s\"}".formatted(release));
    var user = subscription.string("/user_id");
    server.post(
        "/api/v1/admin/episodes",
        TestServer.ADMIN_TOKEN,
        "{\"release_id\":\"%s\",\"title\":\"One\",\"number\":1}".formatted(release));
    server.work();
    var event = server.get("/api/v1/notifications", TestServer.TOKEN).string("/notifications/0/id");
    server.send("POST", "/api/v1/notifications/" + event + "/read", TestServer.TOKEN, null);

    var trace = trace(user, event).expect(200);

    assertEquals(user, trace.string("/user_id"));
    assertEquals(event, trace.string("/event_id"));
    assertEquals("new_episode", trace.string("/notification_type"));
    assertEquals(List.of("followed", "delivered", "read"), decisions(trace));
    assertEquals("followed the release " + release, trace.string("/decisions/0/detail"));
    assertEquals(subscription.string("/created_at"), trace.string("/decisions/0/at"));
    assertEquals(
        List.of("not_followed"), decisions(trace(UUID.randomUUID().toString(), event).expect(200)));
  }

  @Test
  void anEventThatIsNotThereIsNotFound() {
    trace(UUID.randomUUID().toString(), UUID.randomUUID().toString()).expect(404);
  }

  @Test
  void namesWhatIsWrong() {
    var missing = server.get(PATH, TestServer.ADMIN_TOKEN).expect(422);
    var malformed = trace("me", "1").expect(422);

    for (var reply : List.of(missing, malformed)) {
      assertTrue(reply.text().contains("\"parameter\":\"user_id\""), reply.text());
      assertTrue(reply.text().contains("\"parameter\":\"event_id\""), reply.text());
    }
  }

  @Test
  void isForAdministrators() {
    var path = PATH + "?user_id=me";

    server.get(path, TestServer.TOKEN).expect(403);
    server.get(PATH).expect(401);
  }

  private Reply trace(String user, String event) {
    return server.get(
        PATH + "?user_id=%s&event_id=%s".formatted(user, event), TestServer.ADMIN_TOKEN);
  }

  private static List<String> decisions(Reply trace) {
    return StreamSupport.stream(trace.json().path("decisions").spliterator(), false)
        .map(decision -> decision.path("decision").textValue())
        .toList();
  }
}

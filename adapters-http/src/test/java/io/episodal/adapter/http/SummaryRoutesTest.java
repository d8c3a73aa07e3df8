package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How views come in, as administrators see it. */
class SummaryRoutesTest {
  private static final String SUMMARY = "/api/v1/admin/analytics/summary";
  private static final String NOTHING =
      """
      {"total":0,"unflagged":0,"flagged":[{"reason":"user_agent","events":0},\
      {"reason":"network","events":0},{"reason":"media_time","events":0}]}\
      """;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void beforeTheFirstViewThereIsNothing() {
    var summary = server.get(SUMMARY, TestServer.ADMIN_TOKEN).expect(200);

    assertEquals("private, no-store", summary.header("Cache-Control"));
    assertEquals(NOTHING, summary.json().get("events").toString());
    assertEquals(NOTHING, summary.json().get("today").toString());
    assertEquals(
        "{\"waiting_events\":0,\"lag_seconds\":0.0}", summary.json().get("ingest").toString());
    assertTrue(summary.json().at("/roll_up/counted_at").isNull());
    assertTrue(summary.json().at("/roll_up/lag_seconds").isNull());
  }

  @Test
  void viewsAreToldByReasonOnceTheyAreCounted() {
    var created =
        server.post("/api/v1/admin/releases", TestServer.ADMIN_TOKEN, "{\"title\": \"Viewed\"}");
    var view = "{\"release_id\": \"" + created.expect(202).string("/id") + "\"}";
    server.post("/api/v1/views", null, view).expect(202);
    server.send("POST", "/api/v1/views", null, view, "User-Agent", "Googlebot/2.1").expect(202);

    var before = server.get(SUMMARY, TestServer.ADMIN_TOKEN).expect(200).json();
    assertEquals(0, before.at("/events/total").intValue());
    assertEquals(2, before.at("/roll_up/waiting_events").intValue());

    server.work();
    server.clock.advance(Duration.ofMillis(1_500));

    var after = server.get(SUMMARY, TestServer.ADMIN_TOKEN).expect(200).json();
    assertEquals(2, after.at("/events/total").intValue());
    assertEquals(1, after.at("/events/unflagged").intValue());
    assertEquals(1, after.at("/events/flagged/0/events").intValue());
    assertEquals(2, after.at("/today/total").intValue());
    assertEquals(0, after.at("/roll_up/waiting_events").intValue());
    assertEquals(1.5, after.at("/roll_up/lag_seconds").doubleValue());
  }

  @Test
  void onlyAdministratorsAreTold() {
    server.get(SUMMARY).expectProblem(401);
    server.get(SUMMARY, TestServer.TOKEN).expectProblem(403);
  }
}

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users do with their inboxes: filters, the archive, and reading up to a place. */
class NotificationRoutesTest {
  private static final String UNKNOWN = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";
  private static final String LIST = "/api/v1/notifications";

  private final TestServer server = new TestServer();
  private final List<String> told = new ArrayList<>();

  /** A release in a genre that the user follows, and three episodes of it; the earliest first. */
  @BeforeEach
  void tellFourThings() {
    var genre = created("genres", "{\"name\": \"G\"}");
    follow("genre", genre);
    server.work();
    var release = created("releases", "{\"title\": \"A\", \"genre_ids\": [\"" + genre + "\"]}");
    server.work();
    follow("release", release);
    for (int number = 1; number <= 3; number++) {
      created(
          "episodes",
          "{\"release_id\": \"%s\", \"title\": \"E\", \"number\": %d}".formatted(release, number));
      server.work();
    }
    told.addAll(listed("").reversed());
    assertEquals(4, told.size());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void areListedByType() {
    assertEquals(List.of(told.getFirst()), listed("?type=new_release"));
    assertEquals(told.reversed(), listed("?type=new_release,new_episode"));
    assertEquals(told.reversed(), listed("?type=new_release&type=new_episode&type=digest"));
    var page = server.get(LIST + "?type=recommendation", TestServer.TOKEN).expect(200);
    assertEquals(0, page.json().get("total").intValue());
    assertEquals(4, page.json().get("unread_count").intValue());
  }

  @Test
  void areArchivedAndBroughtBack() {
    var one = LIST + "/" + told.getLast() + "/archive";

    server.send("POST", one, TestServer.OTHER_TOKEN, null).expectProblem(403);
    server.send("POST", one, TestServer.TOKEN, null).expect(204);
    server.send("POST", one, TestServer.TOKEN, null).expect(204);

    assertEquals(told.subList(0, 3).reversed(), listed(""));
    assertEquals(List.of(told.getLast()), listed("?archived=true"));
    assertEquals(3, unread());
    var archive = server.get(LIST + "?archived=true&unread_only=true", TestServer.TOKEN);
    assertEquals(1, archive.json().get("total").intValue());
    assertEquals(3, archive.json().get("unread_count").intValue());

    server.send("DELETE", one, TestServer.OTHER_TOKEN, null).expectProblem(403);
    server.send("DELETE", one, TestServer.TOKEN, null).expect(204);
    server.send("DELETE", one, TestServer.TOKEN, null).expect(204);
    assertEquals(told.reversed(), listed(""));
    assertEquals(4, unread());
    server
        .send("POST", LIST + "/" + UNKNOWN + "/archive", TestServer.TOKEN, null)
        .expectProblem(404);
  }

  @Test
  void areReadUpToOneOfThem() {
    var second = LIST + "/read-all?up_to=" + told.get(1);
    server.send("POST", second, TestServer.OTHER_TOKEN, null).expectProblem(403);

    server.send("DELETE", LIST + "/" + told.get(1), TestServer.TOKEN, null).expect(204);
    server.send("POST", second, TestServer.TOKEN, null).expect(204);

    assertEquals(List.of(told.get(3), told.get(2)), listed("?unread_only=true"));
    assertEquals(2, unread());
  }

  @Test
  void whatIsWrongIsRefusedAndChangesNothing() {
    for (var bad : List.of("type=new", "type=", "type=digest,", "archived=1", "unread_only=no")) {
      var reply = server.get(LIST + "?" + bad, TestServer.TOKEN).expectProblem(422);
      assertEquals(List.of(bad.substring(0, bad.indexOf('='))), reply.places());
    }
    for (var bad : List.of("1", "")) {
      var reply = server.send("POST", LIST + "/read-all?up_to=" + bad, TestServer.TOKEN, null);
      assertEquals(List.of("up_to"), reply.expectProblem(422).places());
    }
    server
        .send("POST", LIST + "/read-all?up_to=" + UNKNOWN, TestServer.TOKEN, null)
        .expectProblem(404);

    assertEquals(4, unread());
  }

  private List<String> listed(String query) {
    var page = server.get(LIST + query, TestServer.TOKEN).expect(200).json();
    var ids = page.get("notifications").findValuesAsText("id");
    assertEquals(page.get("total").intValue(), ids.size());
    return ids;
  }

  private int unread() {
    var count = server.get(LIST + "/unread/count", TestServer.TOKEN).expect(200);
    return count.json().get("unread_count").intValue();
  }

  private void follow(String kind, String target) {
    server
        .post(
            "/api/v1/subscriptions",
            TestServer.TOKEN,
            "{\"subscription_type\": \"%s\", \"target_id\": \"%s\"}".formatted(kind, target))
        .expect(201);
  }

  private String created(String kind, String json) {
    return server
        .post("/api/v1/admin/" + kind, TestServer.ADMIN_TOKEN, json)
        .expect(202)
        .string("/id");
  }
}

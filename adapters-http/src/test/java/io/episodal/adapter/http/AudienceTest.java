package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What viewers and followers do: accounts, views, figures, subscriptions, notifications. */
class AudienceTest {
  private static final String ID = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";
  private static final String OTHER_ID = "0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1f";
  private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";
  private static final String NOTIFICATIONS = "/api/v1/notifications";

  private final TestServer server = new TestServer();
  private String release = "";

  @BeforeEach
  void makeARelease() {
    release = created("releases", "{\"title\": \"A\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void accountsSignInAndOut() {
    var registration =
        "{\"email\": \"a@example.org\", \"password\": \"correct horse\", \"display_name\": \"A\"}";
    var account = server.post("/api/v1/auth/register", null, registration).expect(201);
    assertEquals(
        List.of("id", "email", "display_name", "locale", "role", "created_at"),
        account.members(""));
    assertEquals("user", account.string("/role"));
    server.post("/api/v1/auth/register", null, registration).expectProblem(409);

    var tokens =
        server
            .post(
                "/api/v1/auth/login",
                null,
                "{\"email\": \"A@example.org\", \"password\": \"correct horse\"}")
            .expect(200);
    assertEquals(
        List.of("access_token", "token_type", "expires_in", "refresh_token"), tokens.members(""));
    assertEquals("Bearer", tokens.string("/token_type"));
    assertEquals(900, tokens.json().get("expires_in").intValue());
    assertEquals("private, no-store", tokens.header("Cache-Control"));
    var me = server.get("/api/v1/users/me", tokens.string("/access_token")).expect(200);
    assertEquals(account.json(), me.json());

    var refresh = "{\"refresh_token\": \"" + tokens.string("/refresh_token") + "\"}";
    var next = server.post("/api/v1/auth/refresh", null, refresh).expect(200);
    server.post("/api/v1/auth/refresh", null, refresh).expectProblem(401);
    var last = "{\"refresh_token\": \"" + next.string("/refresh_token") + "\"}";
    server.post("/api/v1/auth/logout", null, last).expect(204);
    server.post("/api/v1/auth/refresh", null, last).expectProblem(401);
  }

  @Test
  void wrongCredentialsAndBadRegistrationsAreRefused() {
    var login = "{\"email\": \"b@example.org\", \"password\": \"x\"}";
    server.post("/api/v1/auth/login", null, login).expectProblem(401);
    assertEquals(
        List.of("/email", "/password", "/display_name"),
        server
            .post(
                "/api/v1/auth/register",
                null,
                "{\"email\": \"no\", \"password\": \"short\", \"display_name\": \" \"}")
            .expectProblem(422)
            .places());
    assertEquals(
        List.of("/email", "/password"),
        server.post("/api/v1/auth/login", null, "{}").expectProblem(422).places());
    assertEquals(
        List.of("/email"),
        server
            .post("/api/v1/auth/login", null, "{\"email\": \"\\u0000\", \"password\": \"x\"}")
            .expectProblem(422)
            .places());
    server.post("/api/v1/auth/refresh", null, "{\"refresh_token\": 1}").expectProblem(400);
  }

  @Test
  void viewsAreRecordedForAllWhoReportThem() {
    var view = "{\"release_id\": \"" + release + "\", \"duration_seconds\": 60}";
    var reply = server.post("/api/v1/views", null, view).expect(202);
    assertEquals(List.of("id", "status"), reply.members(""));
    server.post("/api/v1/views", TestServer.TOKEN, view).expect(202);
    server.post("/api/v1/views", "nonsense", view).expectProblem(401);
    var given =
        """
        {"release_id": "%s", "id": "%s", "viewed_at": "2026-03-01T10:00:00Z",
         "completion_percentage": 12.5, "session_id": "s"}
        """
            .formatted(release, ID);
    assertEquals(ID, server.post("/api/v1/views", null, given).expect(202).string("/id"));
    server.post("/api/v1/views", null, given).expect(202);
    server.work();

    var figures = server.get("/api/v1/analytics/views?release_ids=" + release).expect(200);
    assertEquals(
        List.of(
            "release_id",
            "release_title",
            "total_views",
            "unique_viewers",
            "average_completion",
            "engaged_views",
            "completions",
            "watched_seconds"),
        figures.members("/releases/0"));
    assertEquals(3, figures.json().at("/releases/0/total_views").intValue());
    assertEquals(4.17, figures.json().at("/releases/0/average_completion").doubleValue());
  }

  @Test
  void whyViewsAreDoubtedIsTold() {
    var view = "{\"release_id\": \"" + release + "\"}";
    String[] robot = {"User-Agent", "Googlebot/2.1"};

    var one = server.send("POST", "/api/v1/views", null, view, robot).expect(202);
    assertEquals("user_agent", one.header("Episodal-View-Flag"));
    var batch = "[" + view + "," + view.replace("}", ", \"id\": \"" + ID + "\"}") + "]";
    var many = server.send("POST", "/api/v1/views/batch", null, batch, robot).expect(202);
    assertEquals("user_agent", many.header("Episodal-View-Flag"));
    var relayed = server.send("POST", "/api/v1/views", TestServer.TOKEN, view, robot).expect(202);
    assertEquals("", relayed.header("Episodal-View-Flag"));
  }

  @Test
  void badViewsAreRefusedWithAllFaults() {
    var bad =
        """
        {"release_id": "%s", "duration_seconds": -1, "completion_percentage": 100.5,
         "viewed_at": "no", "session_id": "", "episode_id": "1"}
        """
            .formatted(release);
    assertEquals(
        List.of(
            "/episode_id",
            "/viewed_at",
            "/session_id",
            "/completion_percentage",
            "/duration_seconds"),
        server.post("/api/v1/views", null, bad).expectProblem(422).places());
    assertEquals(
        List.of("/release_id"),
        server
            .post("/api/v1/views", null, "{\"release_id\": \"" + ID + "\"}")
            .expectProblem(422)
            .places());
  }

  @Test
  void aBatchKeepsTheGoodAndNamesTheBad() {
    var good = "{\"release_id\": \"" + release + "\"}";
    var unknown = "{\"release_id\": \"" + ID + "\"}";
    var wrong = "{\"release_id\": \"" + release + "\", \"duration_seconds\": \"1\"}";
    var json = "[" + String.join(",", "7", good, unknown, wrong, good, "{}") + "]";

    var reply = server.post("/api/v1/views/batch", null, json).expect(202);

    assertEquals(2, reply.json().get("accepted").intValue());
    var rejected = reply.json().get("rejected");
    assertEquals(
        "[0, 2, 3, 5]",
        List.of(0, 1, 2, 3).stream().map(i -> rejected.get(i).get("index")).toList().toString());
    assertEquals(
        "duration_seconds: must be an integer, not a string",
        rejected.get(2).get("detail").textValue());
    assertTrue(rejected.get(1).get("detail").textValue().startsWith("release_id: "));
  }

  @Test
  void aBatchHasAtMostAThousandViews() {
    var good = "{\"release_id\": \"" + release + "\"},";
    var thousand = good.repeat(999);

    var most = server.post("/api/v1/views/batch", null, "[" + thousand + good.replace("},", "}]"));
    assertEquals(1_000, most.expect(202).json().get("accepted").intValue());
    server
        .post("/api/v1/views/batch", null, "[" + thousand + good + good.replace("},", "}]"))
        .expectProblem(422);
    server.post("/api/v1/views/batch", null, "{}").expectProblem(400);
    server.post("/api/v1/views/batch", null, "[{\"a\":1,\"a\":1}]").expectProblem(400);
    assertEquals(
        0,
        server.post("/api/v1/views/batch", null, "[]").expect(202).json().get("accepted").asInt());
    server
        .post("/api/v1/views/batch", null, "[\"" + "a".repeat(2 << 20) + "\"]")
        .expectProblem(413);
  }

  @Test
  void figuresAreAnsweredFromTheCache() {
    server.cache.clear();
    var one = "/api/v1/analytics/views?release_ids=";
    server.get(one + ID + "," + OTHER_ID + "&limit=5").expect(200);
    server.get(one + OTHER_ID + "&limit=5&release_ids=" + ID + "&release_ids=" + ID).expect(200);
    server.get("/api/v1/analytics/top?window=all").expect(200);
    server.get("/api/v1/analytics/top?limit=10&x=1&skip=0&sort=popularity").expect(200);

    var lives = server.cache.lives();
    assertEquals(2, lives.size(), lives::toString);
    lives.forEach((key, life) -> {
      var top = key.name().startsWith("/api/v1/analytics/top?");
      assertEquals(top ? Duration.ofHours(1) : Duration.ofMinutes(10), life);
      assertEquals(
          top ? Set.of(Tag.RANKING, Tag.CATALOGUE) : Set.of(Tag.VIEWS, Tag.CATALOGUE), key.tags());
    });
  }

  @Test
  void figuresHaveTheShapesOfTheContract() {
    var views = server.get("/api/v1/analytics/views").expect(200);
    assertEquals(List.of("releases", "total_releases", "window", "definition"), views.members(""));
    var top = server.get("/api/v1/analytics/top?window=7d&sort=views&limit=50").expect(200);
    assertEquals(List.of("top_releases", "top_genres", "window", "definition"), top.members(""));
    assertEquals("7d", top.string("/window"));
    assertEquals("all-events", top.string("/definition"));
    for (var bad : List.of("limit=51", "limit=0", "window=8d", "sort=", "skip=-1")) {
      var reply = server.get("/api/v1/analytics/top?" + bad).expectProblem(422);
      assertEquals(List.of(bad.substring(0, bad.indexOf('='))), reply.places());
    }
    for (var bad : List.of("limit=101", "release_ids=", "release_ids=1", "window=ALL")) {
      var reply = server.get("/api/v1/analytics/views?" + bad).expectProblem(422);
      assertEquals(List.of(bad.substring(0, bad.indexOf('='))), reply.places());
    }
  }

  @Test
  void usersFollowAndStopFollowing() {
    var json = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    var subscription = server.post(SUBSCRIPTIONS, TestServer.TOKEN, json).expect(201);
    assertEquals(
        List.of("id", "user_id", "subscription_type", "target_id", "created_at", "is_active"),
        subscription.members(""));
    assertTrue(subscription.json().get("is_active").booleanValue());
    var one = SUBSCRIPTIONS + "/" + subscription.string("/id");
    assertEquals(one, subscription.header("Location"));
    server.post(SUBSCRIPTIONS, TestServer.TOKEN, json).expectProblem(409);
    var list = server.get(SUBSCRIPTIONS, TestServer.TOKEN).expect(200);
    assertEquals(List.of("subscriptions", "total", "next_cursor"), list.members(""));
    assertEquals(subscription.json(), list.json().at("/subscriptions/0"));

    server.send("DELETE", one, TestServer.OTHER_TOKEN, null).expectProblem(403);
    server.send("DELETE", one, TestServer.ADMIN_TOKEN, null).expectProblem(403);
    server.send("DELETE", one, TestServer.TOKEN, null).expect(204);
    server.send("DELETE", one, TestServer.TOKEN, null).expectProblem(404);
  }

  @Test
  void badSubscriptionsAreRefused() {
    var unknown = "{\"subscription_type\": \"genre\", \"target_id\": \"" + ID + "\"}";
    server.post(SUBSCRIPTIONS, TestServer.TOKEN, unknown).expectProblem(404);
    assertEquals(
        List.of("/subscription_type", "/target_id"),
        server
            .post(
                SUBSCRIPTIONS,
                TestServer.TOKEN,
                "{\"subscription_type\": \"user\", \"target_id\": \"1\"}")
            .expectProblem(422)
            .places());
  }

  @Test
  void followersAreTold() {
    var follow = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    server.post(SUBSCRIPTIONS, TestServer.TOKEN, follow).expect(201);
    server.work();
    for (int number = 1; number <= 6; number++) {
      created(
          "episodes",
          "{\"release_id\": \"%s\", \"title\": \"E\", \"number\": %d}".formatted(release, number));
      server.work();
    }

    var inbox = server.get(NOTIFICATIONS + "?limit=2", TestServer.TOKEN).expect(200);
    assertEquals(
        List.of("notifications", "total", "next_cursor", "unread_count"), inbox.members(""));
    assertEquals(5, inbox.json().get("total").intValue());
    assertEquals(5, inbox.json().get("unread_count").intValue());
    assertEquals(
        List.of(
            "id",
            "notification_type",
            "title",
            "message",
            "related_id",
            "is_read",
            "created_at",
            "read_at",
            "data"),
        inbox.members("/notifications/0"));
    assertEquals("new_episode", inbox.string("/notifications/0/notification_type"));
    assertEquals(
        List.of(
            "release_id",
            "release_title",
            "episode_id",
            "episode_title",
            "number",
            "episode_count",
            "episodes"),
        inbox.members("/notifications/0/data"));
    var next =
        server.get(NOTIFICATIONS + "?cursor=" + inbox.string("/next_cursor"), TestServer.TOKEN);
    assertEquals(3, next.expect(200).json().get("notifications").size());

    server.clock.advance(Duration.ofMinutes(61));
    server.work();
    var digest = server.get(NOTIFICATIONS, TestServer.TOKEN).expect(200);
    assertEquals("digest", digest.string("/notifications/0/notification_type"));
    assertEquals(
        List.of(
            "type",
            "release_id",
            "release_title",
            "episode_id",
            "episode_title",
            "number",
            "episode_count",
            "episodes"),
        digest.members("/notifications/0/data/items/0"));
  }

  @Test
  void episodesToldTogetherAreCountedAndAtMostAHundredAreNamed() {
    var follow = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    server.post(SUBSCRIPTIONS, TestServer.TOKEN, follow).expect(201);
    var operations =
        IntStream.rangeClosed(1, 103)
            .mapToObj(number ->
                """
                {"op": "create", "kind": "episode",
                  "body": {"release_id": "%s", "title": "E", "number": %d}}\
                """
                    .formatted(release, number))
            .collect(Collectors.joining(",", "[", "]"));
    server.post("/api/v1/admin/batch", TestServer.ADMIN_TOKEN, operations).expect(202);
    server.work();

    var inbox = server.get(NOTIFICATIONS, TestServer.TOKEN).expect(200);
    assertEquals(1, inbox.json().get("total").intValue());
    assertEquals("Episodes 1 to 103 of A are out", inbox.string("/notifications/0/message"));
    var data = inbox.json().at("/notifications/0/data");
    assertEquals(103, data.get("number").intValue());
    assertEquals(103, data.get("episode_count").intValue());
    assertEquals(100, data.get("episodes").size());
    assertEquals(4, data.get("episodes").get(0).get("number").intValue());
  }

  @Test
  void notificationsAreReadAndDeleted() {
    var follow = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    server.post(SUBSCRIPTIONS, TestServer.TOKEN, follow).expect(201);
    for (int number = 1; number <= 2; number++) {
      created(
          "episodes",
          "{\"release_id\": \"%s\", \"title\": \"E\", \"number\": %d}".formatted(release, number));
    }
    server.work();
    var inbox = server.get(NOTIFICATIONS, TestServer.TOKEN).expect(200);
    var one = NOTIFICATIONS + "/" + inbox.string("/notifications/0/id");

    server.send("POST", one + "/read", TestServer.OTHER_TOKEN, null).expectProblem(403);
    server.send("POST", one + "/read", TestServer.TOKEN, null).expect(204);
    server.send("POST", one + "/read", TestServer.TOKEN, null).expect(204);
    var count = server.get(NOTIFICATIONS + "/unread/count", TestServer.TOKEN).expect(200);
    assertEquals("{\"unread_count\":1}", count.text());
    var unread = server.get(NOTIFICATIONS + "?unread_only=true", TestServer.TOKEN).expect(200);
    assertEquals(1, unread.json().get("total").intValue());
    server.send("POST", NOTIFICATIONS + "/read-all", TestServer.TOKEN, null).expect(204);
    assertEquals(
        0, server.get(NOTIFICATIONS, TestServer.TOKEN).json().get("unread_count").intValue());
    server.send("DELETE", one, TestServer.TOKEN, null).expect(204);
    server.send("DELETE", one, TestServer.TOKEN, null).expectProblem(404);
    server.send("DELETE", one, TestServer.OTHER_TOKEN, null).expectProblem(403);
    server
        .send("POST", NOTIFICATIONS + "/" + ID + "/read", TestServer.TOKEN, null)
        .expectProblem(404);
    server.get(NOTIFICATIONS + "?unread_only=1", TestServer.TOKEN).expectProblem(422);
  }

  private String created(String kind, String json) {
    return server
        .post("/api/v1/admin/" + kind, TestServer.ADMIN_TOKEN, json)
        .expect(202)
        .string("/id");
  }
}

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogueCallsTest {
  private static final String ADMIN = "/api/v1/admin/";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aReleaseIsShownAsItWasMade() {
    var genre = created("genres", "{\"name\": \"Fantasy\"}");
    var franchise =
        created("franchises", "{\"name\": \"Frieren\", \"description\": \"All of it\"}");
    var id =
        created(
            "releases",
            """
            {"title": "  葬送のフリーレン '; --", "description": "After the end", "genre_ids": ["%s"],
             "franchise_id": "%s", "release_date": "2023-09-29T23:00:00.1234567+09:00",
             "status": "ongoing", "tags": ["tv", "ja"], "poster_url": "https://example.org/p.png",
             "banner_url": null, "total_episodes": 28,
             "alternative_titles": [{"language": "en", "title": "Frieren"}],
             "external_ids": {"tmdb": "209867", "anilist": "154587"}}
            """
                .formatted(genre, franchise));

    var release = server.get("/api/v1/releases/" + id).expect(200);

    assertEquals(
        List.of(
            "id",
            "title",
            "description",
            "genres",
            "franchise",
            "release_date",
            "status",
            "alternative_titles",
            "external_ids",
            "tags",
            "poster_url",
            "banner_url",
            "total_episodes",
            "average_rating",
            "created_at",
            "updated_at"),
        release.members(""));
    assertEquals("  葬送のフリーレン '; --", release.string("/title"));
    assertEquals(
        "[{\"id\":\"" + genre + "\",\"name\":\"Fantasy\"}]",
        release.json().get("genres").toString());
    assertEquals(
        "{\"id\":\"" + franchise + "\",\"name\":\"Frieren\"}",
        release.json().get("franchise").toString());
    assertEquals("2023-09-29T14:00:00.123456Z", release.string("/release_date"));
    assertEquals(
        "{\"anilist\":\"154587\",\"tmdb\":\"209867\"}",
        release.json().get("external_ids").toString());
    assertTrue(release.json().get("banner_url").isNull());
    assertTrue(release.json().get("average_rating").isNull());
  }

  @Test
  void aTitleAloneMakesARelease() {
    var release = server.get("/api/v1/releases/" + created("releases", "{\"title\": \"A\"}"));

    assertEquals("announced", release.string("/status"));
    assertEquals("[]", release.json().get("genres").toString());
    assertEquals("{}", release.json().get("external_ids").toString());
    assertTrue(release.json().get("franchise").isNull());
    assertTrue(release.json().has("total_episodes"));
  }

  @Test
  void acceptedChangesNameTheirOperation() {
    for (var kind : List.of("release", "genre", "franchise")) {
      var name = kind.equals("release") ? "title" : "name";
      var json = "{\"" + name + "\": \"A\"}";
      var title = kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1);
      var created = post(kind + "s", json);
      checkAccepted(created, title + " creation accepted");
      var one = ADMIN + kind + "s/" + created.string("/id");
      checkAccepted(admin("PUT", one, "{}"), title + " update accepted");
      checkAccepted(admin("PATCH", one, json), title + " update accepted");
      checkAccepted(admin("DELETE", one, null), title + " deletion accepted");
      admin("DELETE", one, null).expectProblem(404);
    }
  }

  @Test
  void updatesLeaveChangeAndClear() {
    var id =
        created(
            "releases",
            "{\"title\": \"A\", \"description\": \"B\", \"tags\": [\"c\"], \"total_episodes\": 3}");
    var path = ADMIN + "releases/" + id;

    admin("PATCH", path, "{\"description\": null, \"tags\": null, \"title\": \"D\"}").expect(202);

    var release = server.get("/api/v1/releases/" + id);
    assertEquals("D", release.string("/title"));
    assertTrue(release.json().get("description").isNull());
    assertEquals("[]", release.json().get("tags").toString());
    assertEquals(3, release.json().get("total_episodes").intValue());
    assertEquals(
        List.of("/title"), admin("PUT", path, "{\"title\": null}").expectProblem(422).places());
    assertEquals(
        List.of("/total_episodes", "/x"),
        admin("PUT", path, "{\"total_episodes\": -1, \"x\": 1}")
            .expectProblem(422)
            .places()
            .stream()
            .sorted()
            .toList());
  }

  @Test
  void episodesBelongToTheirRelease() {
    var release = created("releases", "{\"title\": \"A\"}");
    var json =
        """
        {"release_id": "%s", "title": "One", "number": 1, "duration": 1440,
         "release_date": "2020-01-01"}
        """
            .formatted(release);
    var id = created("episodes", json);

    var episode = server.get("/api/v1/episodes/" + id).expect(200);
    assertEquals("released", episode.string("/status"));
    assertEquals("2020-01-01T00:00:00Z", episode.string("/release_date"));
    assertEquals(
        List.of(
            "id",
            "release_id",
            "title",
            "number",
            "duration",
            "description",
            "release_date",
            "status",
            "thumbnail_url",
            "created_at",
            "updated_at"),
        episode.members(""));
    var list = server.get("/api/v1/releases/" + release + "/episodes").expect(200);
    assertEquals(List.of("episodes", "total", "next_cursor"), list.members(""));
    assertEquals(id, list.string("/episodes/0/id"));
    post("episodes", json).expectProblem(409);
    var path = ADMIN + "episodes/" + id;
    assertEquals(
        List.of("/number", "/release_id"),
        admin("PUT", path, "{\"release_id\": null, \"number\": null}")
            .expectProblem(422)
            .places()
            .stream()
            .sorted()
            .toList());
    checkAccepted(admin("PATCH", path, "{\"number\": 2}"), "Episode update accepted");
    checkAccepted(admin("DELETE", path, null), "Episode deletion accepted");
  }

  @Test
  void genresAndFranchisesHaveUniqueNames() {
    created("genres", "{\"name\": \"Fantasy\"}");
    post("genres", "{\"name\": \"Fantasy\"}").expectProblem(409);
    assertEquals(
        List.of("/name"), post("franchises", "{\"name\": \" \"}").expectProblem(422).places());
    var genres = server.get("/api/v1/genres").expect(200);
    assertEquals(
        List.of("id", "name", "description", "created_at", "updated_at"),
        genres.members("/genres/0"));
    var franchise = created("franchises", "{\"name\": \"F\"}");
    assertEquals("F", server.get("/api/v1/franchises/" + franchise).expect(200).string("/name"));
    assertEquals(1, server.get("/api/v1/franchises").json().get("total").intValue());
  }

  @Test
  void listsArePagedBySkipAndByCursor() {
    var all = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      all.add(created("releases", "{\"title\": \"T" + i + "\"}"));
    }

    var seen = new ArrayList<String>();
    var page = server.get("/api/v1/releases?sort=title&limit=2").expect(200);
    while (true) {
      page.json().get("releases").forEach(release -> seen.add(release.get("id").textValue()));
      assertEquals(5, page.json().get("total").intValue());
      if (page.json().get("next_cursor").isNull()) {
        break;
      }
      var cursor = page.string("/next_cursor");
      page = server.get("/api/v1/releases?sort=title&limit=2&cursor=" + cursor).expect(200);
    }
    assertEquals(all, seen);
    var second = server.get("/api/v1/releases?sort=title&limit=2&skip=2");
    assertEquals(all.get(2), second.string("/releases/0/id"));
    var beyond = server.get("/api/v1/releases?skip=9223372036854775808").expect(200);
    assertEquals("[]", beyond.json().get("releases").toString());
    assertEquals(5, beyond.json().get("total").intValue());
    var foreign = server.get("/api/v1/releases?sort=title&limit=2").string("/next_cursor");
    assertEquals(
        List.of("cursor"),
        server.get("/api/v1/releases?cursor=" + foreign).expectProblem(422).places());
  }

  @Test
  void filtersNarrowTheList() {
    var genre = created("genres", "{\"name\": \"G\"}");
    var id =
        created(
            "releases",
            "{\"title\": \"Alpha\", \"tags\": [\"x y\"], \"status\": \"hiatus\", \"genre_ids\": [\""
                + genre
                + "\"]}");
    created("releases", "{\"title\": \"Beta\"}");

    for (var filter : List.of("q=alp", "tag=x+y", "status=hiatus", "genre_id=" + genre)) {
      var list = server.get("/api/v1/releases?" + filter).expect(200);
      assertEquals(1, list.json().get("total").intValue(), filter);
      assertEquals(id, list.string("/releases/0/id"), filter);
    }
  }

  @Test
  void usersRateReleases() {
    var id = created("releases", "{\"title\": \"A\"}");
    var path = "/api/v1/releases/" + id + "/rating";

    server.send("PUT", path, TestServer.TOKEN, "{\"score\": 8}").expect(204);
    server.send("PUT", path, TestServer.OTHER_TOKEN, "{\"score\": 9}").expect(204);
    for (var score : List.of("0", "11", "-1", "2147483648", "null")) {
      var reply = server.send("PUT", path, TestServer.TOKEN, "{\"score\": " + score + "}");
      assertEquals(List.of("/score"), reply.expectProblem(422).places());
    }
    server.send("PUT", path, TestServer.TOKEN, "{\"score\": 7.5}").expectProblem(400);
    server.send("PUT", path, TestServer.TOKEN, "{\"score\": \"7\"}").expectProblem(400);
    assertEquals(
        8.5, server.get("/api/v1/releases/" + id).json().get("average_rating").doubleValue());

    server.send("DELETE", path, TestServer.TOKEN, null).expect(204);
    server.send("DELETE", path, TestServer.TOKEN, null).expect(204);
    assertEquals(
        9.0, server.get("/api/v1/releases/" + id).json().get("average_rating").doubleValue());
  }

  private Reply post(String kind, String json) {
    return server.post(ADMIN + kind, TestServer.ADMIN_TOKEN, json);
  }

  private Reply admin(String method, String path, @org.jspecify.annotations.Nullable String json) {
    return server.send(method, path, TestServer.ADMIN_TOKEN, json);
  }

  private String created(String kind, String json) {
    return post(kind, json).expect(202).string("/id");
  }

  private void checkAccepted(Reply reply, String message) {
    reply.expect(202);
    assertEquals(List.of("id", "status", "message", "operation_id"), reply.members(""));
    assertEquals("accepted", reply.string("/status"));
    assertEquals(message, reply.string("/message"));
    var location = "/api/v1/admin/operations/" + reply.string("/operation_id");
    assertEquals(location, reply.header("Location"));
    var operation = server.get(location, TestServer.ADMIN_TOKEN).expect(200);
    assertEquals(reply.string("/id"), operation.string("/resource_id"));
    assertFalse(operation.string("/kind").isEmpty());
  }
}

package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saying what one wants to be told of, and when. */
final class PreferencesRoutesTest {
  private static final String PATH = "/api/v1/notifications/preferences";
  private static final String USUAL =
      """
      {"types":{"new_episode":true,"new_release":true,"recommendation":true,"digest":true},\
      "muted":[],"time_zone":"UTC","quiet_hours":null,"digest_cadence":"when_free","locale":null}\
      """;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void areUsualAtFirstAndNobodyElses() {
    assertEquals(USUAL, get(TestServer.TOKEN));

    put("{\"locale\": \"de\"}");

    assertEquals(USUAL, get(TestServer.OTHER_TOKEN));
    assertEquals(401, server.get(PATH).status());
  }

  @Test
  void whatIsGivenChangesAndTheRestStays() {
    var genre = aGenre();
    var whole =
        """
        {"types":{"new_episode":true,"new_release":false,"recommendation":true,"digest":true},\
        "muted":[{"subscription_type":"genre","target_id":"%s"}],"time_zone":"Europe/Berlin",\
        "quiet_hours":{"from":"22:00","to":"07:30"},"digest_cadence":"daily","locale":"de-AT"}\
        """
            .formatted(genre);

    assertEquals(whole, put(whole).text());
    assertEquals(whole, put("{}").text());
    assertEquals(whole, get(TestServer.TOKEN));
    assertEquals(
        whole.replace("\"recommendation\":true", "\"recommendation\":false"),
        put("{\"types\": {\"recommendation\": false}}").text());
    assertEquals(
        USUAL,
        put("""
        {"types": null, "muted": null, "time_zone": null, "quiet_hours": null,
         "digest_cadence": null, "locale": null}
        """)
            .text());
  }

  @Test
  void whatWasDeletedSinceCanBeSentBack() {
    var genre = aGenre();
    var muted =
        "{\"muted\":[{\"subscription_type\":\"genre\",\"target_id\":\"%s\"}]}".formatted(genre);
    assertEquals(200, put(muted).status());
    assertEquals(
        202,
        server
            .send("DELETE", "/api/v1/admin/genres/" + genre, TestServer.ADMIN_TOKEN, null)
            .status());

    assertEquals(200, put(muted).status());
    assertEquals(200, put("{\"muted\": []}").status());
    assertEquals(422, put(muted).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | /types/new_film          | {\"types\": {\"new_film\": false}}",
        "422 | /muted/0/subscription_type"
            + " | {\"muted\": [{\"subscription_type\": \"film\","
            + " \"target_id\": \"0199a3c0-3a5e-7d21-86f0-b17c4e9d2a55\"}]}",
        "422 | /muted/0/target_id"
            + " | {\"muted\": [{\"subscription_type\": \"release\","
            + " \"target_id\": \"0199a3c0-3a5e-7d21-86f0-b17c4e9d2a55\"}]}",
        "422 | /time_zone               | {\"time_zone\": \"Europe/Atlantis\"}",
        "422 | /quiet_hours/to          | {\"quiet_hours\": {\"from\": \"22:00\", \"to\": \"22:00\"}}",
        "422 | /quiet_hours/to          | {\"quiet_hours\": {\"from\": \"22:00\"}}",
        "422 | /quiet_hours/from        | {\"quiet_hours\": {\"from\": \"24:00\", \"to\": \"22:00\"}}",
        "422 | /digest_cadence          | {\"digest_cadence\": \"hourly\"}",
        "422 | /locale                  | {\"locale\": \"not a language\"}",
        "400 | /types/digest            | {\"types\": {\"digest\": 0}}",
        "400 | /quiet_hours             | {\"quiet_hours\": \"22:00-07:00\"}",
        "400 | /muted                   | {\"muted\": {}}",
      })
  void refusesWhatItDoesNotUnderstandAndChangesNothing(int status, String pointer, String body) {
    var reply = put(body);

    assertEquals(status, reply.status(), reply.text());
    assertTrue(reply.text().contains("\"pointer\":\"" + pointer + "\""), reply.text());
    assertEquals(USUAL, get(TestServer.TOKEN));
  }

  @Test
  void namesAllFaultsAtOnce() {
    var reply = put("{\"time_zone\": \"Mars\", \"locale\": \"-\", \"digest_cadence\": \"never\"}");

    assertEquals(422, reply.status());
    assertEquals(3, reply.json().path("errors").size(), reply.text());
    assertEquals(
        3,
        put("""
        {"time_zone": "Mars", "digest_cadence": "never",
         "quiet_hours": {"from": "22:00", "to": "22:00"}}
        """)
            .json()
            .path("errors")
            .size());
    assertEquals(1, put("{\"quiet_hours\": {\"to\": \"00:00\"}}").json().path("errors").size());
  }

  @Test
  void whoHasMutedAReleaseIsNotTold() {
    var release = release("Muted");
    for (var token : new String[] {TestServer.TOKEN, TestServer.OTHER_TOKEN}) {
      follow(release, token);
    }
    put(
        "{\"muted\":[{\"subscription_type\":\"release\",\"target_id\":\"%s\"}]}"
            .formatted(release));
    publish(release);

    server.work();

    assertEquals("{\"unread_count\":0}", unread(TestServer.TOKEN));
    assertEquals("{\"unread_count\":1}", unread(TestServer.OTHER_TOKEN));
  }

  @Test
  void textsAreInTheLanguageThatWasSaidOrElseAcceptedOrElseEnglish() {
    var release = release("Frieren");
    follow(release, TestServer.TOKEN);
    publish(release);
    server.work();

    assertEquals("Episode 1 of Frieren is out: One", message("fr"));
    assertEquals("Folge 1 von Frieren ist da: One", message("fr, de-AT;q=0.9, en;q=0.1"));
    assertEquals("Episode 1 of Frieren is out: One", message("no, language;q="));
    put("{\"locale\": \"en-GB\"}");
    assertEquals("Episode 1 of Frieren is out: One", message("de"));
    put("{\"locale\": \"fr\"}");
    assertEquals("Folge 1 von Frieren ist da: One", message("de"));
    put("{\"locale\": \"de\"}");
    assertEquals("Folge 1 von Frieren ist da: One", message("en"));
  }

  private String message(String accepted) {
    var reply =
        server.send(
            "GET", "/api/v1/notifications", TestServer.TOKEN, null, "Accept-Language", accepted);
    return reply.json().path("notifications").path(0).path("message").asText();
  }

  private String unread(String token) {
    return server.get("/api/v1/notifications/unread/count", token).text();
  }

  private String release(String title) {
    return server
        .post(
            "/api/v1/admin/releases",
            TestServer.ADMIN_TOKEN,
            "{\"title\": \"%s\"}".formatted(title))
        .json()
        .path("id")
        .asText();
  }

  private void follow(String release, String token) {
    server.post(
        "/api/v1/subscriptions",
        token,
        "{\"subscription_type\":\"release\",\"target_id\":\"%s\"}".formatted(release));
  }

  private void publish(String release) {
    server.post(
        "/api/v1/admin/episodes",
        TestServer.ADMIN_TOKEN,
        "{\"release_id\":\"%s\",\"title\":\"One\",\"number\":1}".formatted(release));
  }

  private String aGenre() {
    return server
        .post("/api/v1/admin/genres", TestServer.ADMIN_TOKEN, "{\"name\": \"Drama\"}")
        .json()
        .path("id")
        .asText();
  }

  private String get(String token) {
    return server.get(PATH, token).text();
  }

  private Reply put(String body) {
    return server.send("PUT", PATH, TestServer.TOKEN, body);
  }
}

package io.episodal.bootstrap;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.episodal.testkit.Race;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forty identical calls in one instant, half of them on each of two nodes. What creates or deletes
 * something that can be there once succeeds once, and the others are told why not. What says how
 * things shall be, such as rating, reading or signing out, succeeds each time and has one effect.
 * Whoever is told to come back, because so many stand in line, does so.
 *
 * <p>Creating a release is in neither list: two releases may have the same title.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RacesIT {
  private static final int CALLS = 40;
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String COUNT_REFRESHABLE =
      """
      select count(*) from refresh_tokens join sign_ins on sign_ins.id = sign_in
      where used_at is null
        and revoked_at is null
        and user_id = (select id from accounts where email_key = ?)
      """;

  @TempDir private static Path home;

  private static TwoNodes nodes;
  private static ApiClient admin;
  private static ApiClient user;

  /** A call, made by all at once. */
  record Call(ApiClient caller, String method, String path, Object body) {
    static Call post(ApiClient caller, String path, Object body) {
      return new Call(caller, "POST", path, body);
    }

    static Call delete(ApiClient caller, String path) {
      return new Call(caller, "DELETE", path, Map.of());
    }

    HttpResponse<String> on(int node) throws Exception {
      var answers = new ArrayList<HttpResponse<String>>();
      Patience.until(
          "a server that is not too busy",
          BOUND,
          () -> {
            answers.add(nodes.on(node, caller).call(method, path, body));
            return !isToComeBack(answers.getLast());
          });
      return answers.getLast();
    }

    private static boolean isToComeBack(HttpResponse<String> answer) {
      return answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
    }
  }

  /** Makes ready what a contest is about. */
  @FunctionalInterface
  interface Preparation {
    Call make() throws Exception;
  }

  /** Calls of which one succeeds. */
  @SuppressWarnings("ImmutableEnumChecker") // what makes a call ready has no state
  enum Contest {
    REFRESH(200, 401, () -> Call.post(nodes.stranger(0), "/api/v1/auth/refresh", refreshToken())),
    SUBSCRIBE(201, 409, () -> Call.post(user, "/api/v1/subscriptions", follow(newRelease()))),
    SUBSCRIBE_AGAIN(201, 409, RacesIT::pastSubscription),
    UNSUBSCRIBE(204, 404, () -> Call.delete(user, subscription())),
    DELETE_NOTIFICATION(204, 404, () -> Call.delete(user, notification())),
    CREATE_GENRE(202, 409, () -> Call.post(admin, "/api/v1/admin/genres", named())),
    DELETE_GENRE(202, 404, () -> Call.delete(admin, created("genres", named()))),
    CREATE_FRANCHISE(202, 409, () -> Call.post(admin, "/api/v1/admin/franchises", named())),
    DELETE_FRANCHISE(202, 404, () -> Call.delete(admin, created("franchises", named()))),
    DELETE_RELEASE(202, 404, () -> Call.delete(admin, created("releases", titled()))),
    CREATE_EPISODE(202, 409, () -> Call.post(admin, "/api/v1/admin/episodes", newEpisode())),
    EDIT_IN_BATCH(202, 409, () -> Call.post(admin, "/api/v1/admin/batch", List.of(creation()))),
    DELETE_EPISODE(202, 404, () -> Call.delete(admin, created("episodes", newEpisode())));

    final int success;
    final int refusal;
    final Preparation preparation;

    Contest(int success, int refusal, Preparation preparation) {
      this.success = success;
      this.refusal = refusal;
      this.preparation = preparation;
    }
  }

  /** Calls that all succeed. */
  @SuppressWarnings("ImmutableEnumChecker") // what makes a call ready has no state
  enum Agreement {
    RATE(204, () -> new Call(user, "PUT", release("/rating"), Map.of("score", 7))),
    UNRATE(204, () -> Call.delete(user, release("/rating"))),
    READ(204, () -> Call.post(user, notification() + "/read", Map.of())),
    READ_ALL(204, () -> Call.post(user, "/api/v1/notifications/read-all", Map.of())),
    VIEW(202, () -> Call.post(user, "/api/v1/views", view())),
    SIGN_OUT(204, () -> Call.post(nodes.stranger(0), "/api/v1/auth/logout", refreshToken()));

    final int success;
    final Preparation preparation;

    Agreement(int success, Preparation preparation) {
      this.success = success;
      this.preparation = preparation;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    nodes = TwoNodes.start(home);
    admin = nodes.admin();
    user = nodes.newUser();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @ParameterizedTest
  @EnumSource
  void oneOfFortySucceeds(Contest contest) throws Exception {
    var answers = race(contest.preparation.make());

    assertEquals(
        Map.of(contest.success, 1L, contest.refusal, CALLS - 1L),
        statuses(answers),
        () -> bodies(answers));
    for (var answer : answers) {
      if (answer.statusCode() == contest.refusal) {
        assertProblem(answer);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void allFortySucceed(Agreement agreement) throws Exception {
    var answers = race(agreement.preparation.make());

    assertEquals(Map.of(agreement.success, (long) CALLS), statuses(answers), () -> bodies(answers));
  }

  @Test
  void oneOfFortyRegistersAndOneAccountIsThere() throws Exception {
    var credentials = credentials();

    var answers = race(Call.post(nodes.stranger(0), "/api/v1/auth/register", credentials));

    assertEquals(Map.of(201, 1L, 409, CALLS - 1L), statuses(answers), () -> bodies(answers));
    assertEquals(
        1, nodes.count("select count(*) from accounts where email_key = ?", email(credentials)));
  }

  /** Whoever used a token first cannot be told from a thief, so nobody can go on. */
  @Test
  void aTokenThatIsUsedTwiceAtOnceEndsItsFamily() throws Exception {
    var credentials = newAccount();
    var token = refreshToken(credentials);

    var answers = race(Call.post(nodes.stranger(0), "/api/v1/auth/refresh", token));

    var winner = answers.stream().filter(answer -> answer.statusCode() == 200).findFirst();
    var next = ApiClient.json(200, winner.orElseThrow()).path("refresh_token").textValue();
    var again = nodes.stranger(1).post("/api/v1/auth/refresh", Map.of("refresh_token", next));
    assertEquals(401, again.statusCode(), again::body);
    assertEquals(0, nodes.count(COUNT_REFRESHABLE, email(credentials)));
  }

  @Test
  void aViewThatIsReportedFortyTimesIsOne() throws Exception {
    var view = view();

    race(Call.post(user, "/api/v1/views", view));

    assertEquals(
        1,
        nodes.count(
            "select count(*) from view_events where id = ?",
            uuid(Objects.requireNonNull(view.get("id")))));
  }

  @Test
  void aRatingThatIsGivenFortyTimesIsOneVote() throws Exception {
    var release = newRelease();
    var path = "/api/v1/releases/" + release + "/rating";
    var votes = "select votes from release_scores where release_id = ?";

    race(new Call(user, "PUT", path, Map.of("score", 7)));
    assertEquals(1, nodes.count(votes, uuid(release)));

    race(Call.delete(user, path));
    assertEquals(0, nodes.count(votes, uuid(release)));
  }

  @Test
  void nobodyEndsTheSubscriptionOfAnother() throws Exception {
    var path = subscription();

    assertEquals(Map.of(403, (long) CALLS), statuses(race(Call.delete(nodes.newUser(), path))));
    assertEquals(Map.of(403, (long) CALLS), statuses(race(Call.delete(admin, path))));

    var deleted = user.call("DELETE", path, Map.of());
    assertEquals(204, deleted.statusCode(), deleted::body);
  }

  @Test
  void nobodyTouchesTheNotificationOfAnother() throws Exception {
    var path = notification();
    var stranger = nodes.newUser();

    for (var intruder : List.of(stranger, admin)) {
      assertEquals(
          Map.of(403, (long) CALLS), statuses(race(Call.post(intruder, path + "/read", Map.of()))));
      assertEquals(Map.of(403, (long) CALLS), statuses(race(Call.delete(intruder, path))));
    }

    var own = latestNotification();
    assertTrue(path.endsWith(own.path("id").textValue()), own::toString);
    assertEquals(false, own.path("is_read").booleanValue());
  }

  /** Whichever comes first, no release is left with a genre that is gone. */
  @Test
  void aGenreGoesOrIsUsed() throws Exception {
    for (int round = 0; round < 5; round++) {
      var genre = created("genres", named());
      var id = genre.substring(genre.lastIndexOf('/') + 1);
      var using = Map.of("title", "Of a genre", "genre_ids", List.of(id));
      var create = Call.post(admin, "/api/v1/admin/releases", using);
      var delete = Call.delete(admin, genre);

      var answers = Race.of(8, number -> () -> (number % 2 == 0 ? create : delete).on(number / 2));

      var creations = List.of(answers.get(0), answers.get(2), answers.get(4), answers.get(6));
      var deletions = List.of(answers.get(1), answers.get(3), answers.get(5), answers.get(7));
      var created = statuses(creations).getOrDefault(202, 0L);
      var gone = statuses(deletions).getOrDefault(202, 0L);
      assertTrue(created == 0 ? gone == 1 : gone == 0, () -> bodies(creations) + bodies(deletions));
      assertEquals(created == 0 ? Map.of(422, 4L) : Map.of(202, 4L), statuses(creations));
    }
  }

  private static List<HttpResponse<String>> race(Call call) {
    return Race.of(CALLS, number -> () -> call.on(number));
  }

  private static Map<Integer, Long> statuses(List<HttpResponse<String>> answers) {
    return answers.stream().collect(groupingBy(HttpResponse::statusCode, TreeMap::new, counting()));
  }

  private static String bodies(List<HttpResponse<String>> answers) {
    return String.join("\n", answers.stream().map(HttpResponse::body).distinct().toList());
  }

  private static void assertProblem(HttpResponse<String> answer) throws Exception {
    var problem = ApiClient.json(answer.statusCode(), answer);
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(answer.statusCode(), problem.path("status").intValue());
    assertTrue(!problem.path("detail").textValue().isBlank(), answer::body);
  }

  private static Map<String, String> credentials() {
    return Map.of("email", UUID.randomUUID() + "@race.example", "password", "forty at once");
  }

  private static String email(Map<String, String> credentials) {
    return Objects.requireNonNull(credentials.get("email"));
  }

  private static Map<String, String> newAccount() throws Exception {
    var credentials = credentials();
    ApiClient.json(201, nodes.stranger(0).post("/api/v1/auth/register", credentials));
    return credentials;
  }

  private static Map<String, String> refreshToken() throws Exception {
    return refreshToken(newAccount());
  }

  private static Map<String, String> refreshToken(Map<String, String> credentials)
      throws Exception {
    var tokens = ApiClient.json(200, nodes.stranger(0).post("/api/v1/auth/login", credentials));
    return Map.of("refresh_token", tokens.path("refresh_token").textValue());
  }

  private static Map<String, ?> named() {
    return Map.of("name", "Only one " + UUID.randomUUID());
  }

  private static Map<String, ?> creation() {
    return Map.of("op", "create", "kind", "genre", "body", named());
  }

  private static Map<String, ?> titled() {
    return Map.of("title", "Watched by forty");
  }

  private static Map<String, ?> newEpisode() throws Exception {
    return Map.of("release_id", newRelease(), "title", "The only one", "number", 1);
  }

  private static Map<String, ?> view() throws Exception {
    return Map.of(
        "release_id",
        newRelease(),
        "id",
        UUID.randomUUID().toString(),
        "viewed_at",
        "2026-11-01T20:15:00Z");
  }

  private static String newRelease() throws Exception {
    var path = created("releases", titled());
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String release(String rest) throws Exception {
    return "/api/v1/releases/" + newRelease() + rest;
  }

  /** Where an administrator finds what was created. */
  private static String created(String kind, Map<String, ?> body) throws Exception {
    var path = "/api/v1/admin/" + kind;
    return path + "/" + ApiClient.json(202, admin.post(path, body)).path("id").textValue();
  }

  private static Map<String, String> follow(String release) {
    return Map.of("subscription_type", "release", "target_id", release);
  }

  private static String subscription() throws Exception {
    return subscription(newRelease());
  }

  private static String subscription(String release) throws Exception {
    var created = ApiClient.json(201, user.post("/api/v1/subscriptions", follow(release)));
    return "/api/v1/subscriptions/" + created.path("id").textValue();
  }

  private static Call pastSubscription() throws Exception {
    var release = newRelease();
    user.call("DELETE", subscription(release), Map.of());
    return Call.post(user, "/api/v1/subscriptions", follow(release));
  }

  /** The path of a notification that the user has just got. */
  private static String notification() throws Exception {
    var release = newRelease();
    subscription(release);
    var episode = Map.of("release_id", release, "title", "Out now", "number", 1);
    var id = ApiClient.json(202, admin.post("/api/v1/admin/episodes", episode)).path("id");
    Patience.until(
        "the notification", BOUND, () -> latestNotification().path("related_id").equals(id));
    return "/api/v1/notifications/" + latestNotification().path("id").textValue();
  }

  private static JsonNode latestNotification() throws Exception {
    return ApiClient.json(200, user.get("/api/v1/notifications?limit=1")).at("/notifications/0");
  }

  private static UUID uuid(Object text) {
    return UUID.fromString(String.valueOf(text));
  }
}

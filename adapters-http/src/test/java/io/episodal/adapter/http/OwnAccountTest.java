package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One's own account, its password, and calls that come at one instant. */
@Timeout(60)
class OwnAccountTest {
  private static final int RACERS = 40;
  private static final String ME = "/api/v1/users/me";
  private static final String PASSWORD = ME + "/password";
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String REFRESH = "/api/v1/auth/refresh";
  private static final String LOGOUT = "/api/v1/auth/logout";
  private static final String REGISTER = "/api/v1/auth/register";
  private static final String FERN = "{\"email\":\"fern@example.org\",\"password\":\"%s\"}";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAccountIsChangedInParts() {
    var token = signedUp().string("/access_token");

    var named = patch(token, "{\"display_name\":\"Fern\",\"locale\":\"pt-BR\"}").expect(200);
    assertEquals("Fern", named.string("/display_name"));
    assertEquals("pt-BR", named.string("/locale"));
    assertEquals(named.json(), server.get(ME, token).expect(200).json());

    var cleared = patch(token, "{\"display_name\":null}").expect(200);
    assertTrue(cleared.json().get("display_name").isNull());
    assertEquals("pt-BR", cleared.string("/locale"));
    assertEquals(cleared.json(), patch(token, "{}").expect(200).json());
    assertTrue(patch(token, "{\"locale\":null}").expect(200).json().get("locale").isNull());
  }

  @Test
  void badChangesOfAnAccountAreRefusedWithAllTheirFaults() {
    var token = signedUp().string("/access_token");

    assertEquals(
        List.of("/display_name", "/locale"),
        patch(token, "{\"display_name\":\" \",\"locale\":\"pt_BR\"}").expectProblem(422).places());
    assertEquals(
        List.of("/role"), patch(token, "{\"role\":\"admin\"}").expectProblem(422).places());
    patch(token, "{\"locale\":1}").expectProblem(400);
    patch(null, "{}").expectProblem(401);
  }

  @Test
  void aNewPasswordEndsEverySignIn() {
    var first = signedUp();
    var second = signIn("correct horse").expect(200);
    var token = first.string("/access_token");

    put(token, "correct horse", "battery staple").expect(204);

    for (var pair : List.of(first, second)) {
      post(REFRESH, refresh(pair)).expectProblem(401);
    }
    signIn("correct horse").expectProblem(401);
    post(REFRESH, refresh(signIn("battery staple").expect(200))).expect(200);
  }

  @Test
  void aWrongOldPasswordIsNamed() {
    var pair = signedUp();
    var token = pair.string("/access_token");

    assertEquals(
        List.of("/old"), put(token, "wrong horse", "battery staple").expectProblem(422).places());
    assertEquals(List.of("/new"), put(token, "correct horse", "short").expectProblem(422).places());
    server.send("PUT", PASSWORD, null, "{}").expectProblem(401);
    post(REFRESH, refresh(pair)).expect(200);
  }

  @Test
  void whoHasNoAccountHereIsTold() {
    var reply = server.get(ME, TestServer.TOKEN).expectProblem(404);
    assertTrue(reply.string("/detail").contains("identity provider"), reply::text);
    patch(TestServer.TOKEN, "{}").expectProblem(404);
    put(TestServer.TOKEN, "correct horse", "battery staple").expectProblem(404);
  }

  @Test
  void ofIdenticalRegistrationsOneSucceeds() throws Exception {
    var body = FERN.formatted("correct horse");
    var statuses = statuses(atOnce(number -> post(REGISTER, body)));
    assertEquals(1, Collections.frequency(statuses, 201));
    assertEquals(RACERS - 1, Collections.frequency(statuses, 409));
  }

  @Test
  void ofIdenticalExchangesOneSucceedsAndAllTokensAreRevoked() throws Exception {
    var pair = signedUp();
    var other = signIn("correct horse").expect(200);

    var replies = atOnce(number -> post(REFRESH, refresh(pair)));

    var statuses = statuses(replies);
    assertEquals(1, Collections.frequency(statuses, 200));
    assertEquals(RACERS - 1, Collections.frequency(statuses, 401));
    post(REFRESH, refresh(replies.get(statuses.indexOf(200)))).expectProblem(401);
    post(REFRESH, refresh(other)).expect(200);
  }

  @Test
  void identicalSignOutsAllSucceed() throws Exception {
    var pair = signedUp();
    var statuses = statuses(atOnce(number -> post(LOGOUT, refresh(pair))));
    assertEquals(RACERS, Collections.frequency(statuses, 204));
    post(REFRESH, refresh(pair)).expectProblem(401);
  }

  @Test
  void ofIdenticalPasswordChangesOneSucceeds() throws Exception {
    var token = signedUp().string("/access_token");
    var statuses = statuses(atOnce(number -> put(token, "correct horse", "battery staple")));
    assertEquals(1, Collections.frequency(statuses, 204));
    assertTrue(List.of(204, 409, 422).containsAll(statuses), statuses::toString);
  }

  private Reply signedUp() {
    post(REGISTER, FERN.formatted("correct horse")).expect(201);
    return signIn("correct horse").expect(200);
  }

  private Reply signIn(String password) {
    return post(LOGIN, FERN.formatted(password));
  }

  private Reply patch(@Nullable String token, String json) {
    return server.send("PATCH", ME, token, json);
  }

  private Reply put(String token, String old, String next) {
    var json = "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(old, next);
    return server.send("PUT", PASSWORD, token, json);
  }

  private Reply post(String path, String json) {
    return server.post(path, null, json);
  }

  private static String refresh(Reply pair) {
    return "{\"refresh_token\":\"" + pair.string("/refresh_token") + "\"}";
  }

  private static List<Integer> statuses(List<Reply> replies) {
    return replies.stream().map(Reply::status).toList();
  }

  private static List<Reply> atOnce(IntFunction<Reply> call) throws Exception {
    var start = new CyclicBarrier(RACERS);
    var running = new ArrayList<Future<Reply>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var caller = 0; caller < RACERS; caller++) {
        var number = caller;
        running.add(
            callers.submit(() -> {
              start.await(30, TimeUnit.SECONDS);
              return call.apply(number);
            }));
      }
    }
    var replies = new ArrayList<Reply>();
    for (var reply : running) {
      replies.add(reply.get());
    }
    return replies;
  }
}

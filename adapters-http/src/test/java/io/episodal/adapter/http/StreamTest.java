package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.shared.Cursor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** New notifications as they come. */
@Timeout(60)
class StreamTest {
  private static final String LIST = "/api/v1/notifications";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Three streams, two of them one user's, with heartbeats that a test can wait for. */
  private static final StreamLimits NARROW =
      new StreamLimits(3, 2, Duration.ofMillis(50), Duration.ofMillis(500));

  private final TestServer server = new TestServer(builder -> builder.streamLimits(NARROW));
  private final HttpClient client = HttpClient.newHttpClient();
  private String release = "";
  private int episodes;

  @BeforeEach
  void follow() {
    release = created("releases", "{\"title\": \"A\"}");
    follow(TestServer.TOKEN);
    server.work();
  }

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
  }

  @Test
  void whatComesIsToldAsTheListSaysIt() throws Exception {
    publish();
    try (var stream = open("")) {
      var first = stream.next("unread_count");
      assertEquals("{\"unread_count\":1}", first.data().toString());
      assertEquals("3000", stream.retry());

      publish();

      var told = stream.next(OpenStream.NOTIFICATION);
      assertEquals(server.get(LIST, TestServer.TOKEN).json().at("/notifications/0"), told.data());
      assertNotEquals(first.id(), told.id());
    }
  }

  @Test
  void whoComesBackIsToldWhatCameMeanwhileOnce() throws Exception {
    String last;
    try (var stream = open("")) {
      last = String.valueOf(stream.next("unread_count").id());
    }
    publish();
    publish();
    try (var stream = open(last)) {
      assertEquals(0, stream.next("unread_count").data().get("unread_count").intValue());
      assertEquals(1, numberOf(stream.next(OpenStream.NOTIFICATION)));
      last = String.valueOf(stream.next(OpenStream.NOTIFICATION).id());
    }
    publish();
    try (var stream = open(last)) {
      assertEquals(2, stream.next("unread_count").data().get("unread_count").intValue());
      assertEquals(3, numberOf(stream.next(OpenStream.NOTIFICATION)));
      publish();
      assertEquals(4, numberOf(stream.next(OpenStream.NOTIFICATION)));
      stream.awaitHeartbeats();
      assertTrue(stream.isSilent());
    }
  }

  @Test
  void nothingIsToldInQuietHoursAndAllOfItAfterwards() throws Exception {
    preferences("{\"quiet_hours\": {\"from\": \"08:00\", \"to\": \"10:00\"}}");
    try (var stream = open("")) {
      stream.next("unread_count");
      publish();
      publish();
      stream.awaitHeartbeats();
      assertTrue(stream.isSilent());
      assertEquals(2, server.get(LIST, TestServer.TOKEN).json().path("unread_count").intValue());

      server.clock.advance(Duration.ofHours(1));

      assertEquals(1, numberOf(stream.next(OpenStream.NOTIFICATION)));
      assertEquals(2, numberOf(stream.next(OpenStream.NOTIFICATION)));
    }
  }

  @Test
  void quietHoursThatAreTakenBackEndAtOnce() throws Exception {
    preferences("{\"quiet_hours\": {\"from\": \"08:00\", \"to\": \"10:00\"}}");
    try (var stream = open("")) {
      stream.next("unread_count");
      publish();
      stream.awaitHeartbeats();
      assertTrue(stream.isSilent());

      preferences("{\"quiet_hours\": null}");

      assertEquals(1, numberOf(stream.next(OpenStream.NOTIFICATION)));
    }
  }

  private void preferences(String json) {
    server.send("PUT", LIST + "/preferences", TestServer.TOKEN, json).expect(200);
  }

  /** More than one reading of the store takes. */
  @Test
  void whoWasAwayForLongIsToldEverythingInOrder() throws Exception {
    for (int day = 0; day < 10; day++) {
      for (int number = 0; number < 5; number++) {
        publish();
      }
      clockPasses();
    }
    var start = StreamPlaces.write(TestServer.USER, InboxPosition.START);
    try (var stream = open(start)) {
      assertEquals(0, stream.next("unread_count").data().get("unread_count").intValue());
      for (int number = 1; number <= 50; number++) {
        assertEquals(number, numberOf(stream.next(OpenStream.NOTIFICATION)));
      }
      stream.awaitHeartbeats();
      assertTrue(stream.isSilent());
    }
  }

  @Test
  void whoWasAwayForTooLongIsToldSo() throws Exception {
    publish();
    String last;
    try (var stream = open("")) {
      last = String.valueOf(stream.next("unread_count").id());
    }
    server.send("POST", LIST + "/read-all", TestServer.TOKEN, null).expect(204);
    clockPasses();
    publish();
    server.clock.advance(Duration.ofDays(60));
    server.work();

    try (var stream = open(last)) {
      stream.next("resync");
      stream.next("unread_count");
      assertEquals(2, numberOf(stream.next(OpenStream.NOTIFICATION)));
    }
  }

  @Test
  void aPlaceThatNobodyGaveOutIsNoGap() throws Exception {
    publish();
    var ahead =
        StreamPlaces.write(
            TestServer.USER,
            new InboxPosition(
                server.clock.instant().plus(Duration.ofDays(900)), InboxPosition.START.id()));
    try (var stream = open(ahead)) {
      stream.next("resync");
      assertEquals(1, stream.next("unread_count").data().get("unread_count").intValue());
      publish();
      stream.next(OpenStream.NOTIFICATION);
    }
  }

  @Test
  void onlyOnesOwnIsTold() throws Exception {
    try (var mine = open("");
        var others = EventReader.open(server, client, TestServer.OTHER_TOKEN, "")) {
      mine.next("unread_count");
      others.next("unread_count");
      publish();
      mine.next(OpenStream.NOTIFICATION);
      others.awaitHeartbeats();
      assertTrue(others.isSilent());
    }
  }

  @Test
  void idsThatAreNoneAreInvalid() {
    var cursor = Cursors.write(Cursor.after("notifications", "a", "b"));
    var fantastic =
        Cursor.after(
            "stream", TestServer.USER.value(), "+999999999-12-31T23:59:59Z", new UUID(0, 1));
    for (var id :
        List.of(
            "1", "%00", "e30", String.valueOf(cursor), String.valueOf(Cursors.write(fantastic)))) {
      var reply = refused(TestServer.TOKEN, id).expectProblem(422);
      assertEquals(List.of("Last-Event-ID"), reply.places());
    }
    refused("nonsense", "1").expectProblem(401);
  }

  /** Its time is all that is taken from it. */
  @Test
  void whoComesWithAnIdOfSomebodyElseIsToldSoAndWhatIsTheirs() throws Exception {
    publish();
    clockPasses();
    String othersId;
    try (var others = EventReader.open(server, client, TestServer.OTHER_TOKEN, "")) {
      others.next("unread_count");
      follow(TestServer.OTHER_TOKEN);
      publish();
      othersId = String.valueOf(others.next(OpenStream.NOTIFICATION).id());
    }
    clockPasses();
    publish();
    try (var stream = open(othersId)) {
      var said = stream.next("resync").data().get("detail").textValue();
      assertTrue(said.contains("another user"), said);
      assertEquals(2, stream.next("unread_count").data().get("unread_count").intValue());
      assertEquals(3, numberOf(stream.next(OpenStream.NOTIFICATION)));
      stream.awaitHeartbeats();
      assertTrue(stream.isSilent());
    }
  }

  @Test
  void aStreamEndsWithItsToken() throws Exception {
    var lifetime = Duration.ofMinutes(15);
    var token =
        PlainTokens.until(server.clock.instant().plus(lifetime), TestServer.USER, Role.USER);
    try (var stream = EventReader.open(server, client, token, "")) {
      stream.next("unread_count");
      publish();
      stream.next(OpenStream.NOTIFICATION);
      stream.awaitHeartbeats();

      server.clock.advance(lifetime);

      var said = stream.next(OpenStream.END).data().get("detail").textValue();
      assertTrue(said.contains("expired"), said);
      stream.awaitEnd();
    }
    await(() -> metric("episodal_streams_open") == 0);
    refused(token, "").expectProblem(401);
  }

  @Test
  void callersThatTakeNoEventsAreTold() {
    server
        .send("GET", StreamRoutes.PATH, TestServer.TOKEN, null, "Accept", "application/json")
        .expectProblem(406);
    var head = server.send("HEAD", StreamRoutes.PATH, TestServer.TOKEN, null).expect(200);
    assertEquals("text/event-stream", head.header("Content-Type"));
  }

  @Test
  void streamsAreBoundedAndNoRequestsInFlight() throws Exception {
    var others = new UserId(new UUID(1, 77));
    try (var first = open("");
        var second = open("")) {
      first.next("unread_count");
      second.next("unread_count");
      var many = refused(TestServer.TOKEN, "").expectProblem(429);
      assertEquals("60", many.header("Retry-After"));
      try (var third = EventReader.open(server, client, TestServer.OTHER_TOKEN, "")) {
        third.next("unread_count");
        var full = refused(PlainTokens.of(others, Role.USER), "").expectProblem(503);
        assertEquals("1", full.header("Retry-After"));
        assertEquals(3, metric("episodal_streams_open"));
        assertEquals(0, metric("episodal_http_in_flight"));
        assertEquals(1, metric("episodal_streams_refused_total"));
      }
    }
    await(() -> metric("episodal_streams_open") == 0);
    open("").close();
  }

  @Test
  void aReaderThatReadsNothingIsDropped() throws Exception {
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4 << 10);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.api.port()));
      var request =
          "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nLast-Event-ID: %s\r\n\r\n"
              .formatted(
                  StreamRoutes.PATH,
                  TestServer.TOKEN,
                  StreamPlaces.write(TestServer.USER, InboxPosition.START));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      await(() -> metric("episodal_streams_open") == 1);

      await(() -> {
        for (int number = 0; number < 5; number++) {
          publish();
        }
        clockPasses();
        return metric("episodal_streams_dropped_total") == 1;
      });

      assertEquals(0, metric("episodal_streams_open"));
    }
  }

  @Test
  void aServerThatStopsEndsItsStreams() throws Exception {
    try (var stream = open("")) {
      stream.next("unread_count");
      var begun = System.nanoTime();

      server.api.close();

      stream.next(OpenStream.END);
      stream.awaitEnd();
      assertTrue(System.nanoTime() - begun < Duration.ofSeconds(7).toNanos());
    }
  }

  private EventReader open(String lastId) throws IOException, InterruptedException {
    return EventReader.open(server, client, TestServer.TOKEN, lastId);
  }

  private Reply refused(String token, String lastId) {
    return lastId.isEmpty()
        ? server.get(StreamRoutes.PATH, token)
        : server.send("GET", StreamRoutes.PATH, token, null, "Last-Event-ID", lastId);
  }

  /** The number of the episode that a notification tells of. */
  private static int numberOf(EventReader.Event told) {
    return told.data().at("/data/number").intValue();
  }

  /** Publishes an episode, of which followers are told. */
  private void publish() {
    episodes++;
    created(
        "episodes",
        "{\"release_id\": \"%s\", \"title\": \"%s\", \"number\": %d}"
            .formatted(release, "E".repeat(400), episodes));
    server.work();
  }

  private void follow(String token) {
    var target = "{\"subscription_type\": \"release\", \"target_id\": \"" + release + "\"}";
    server.post("/api/v1/subscriptions", token, target).expect(201);
  }

  /** Until one may be told as much again; stamps may be some ticks ahead of the clock. */
  private void clockPasses() {
    server.clock.advance(Duration.ofHours(1).plusSeconds(1));
  }

  private double metric(String name) {
    return server
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    var begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - begun < PATIENCE.toNanos(), "it does not come");
    }
  }

  private String created(String kind, String json) {
    return server
        .post("/api/v1/admin/" + kind, TestServer.ADMIN_TOKEN, json)
        .expect(202)
        .string("/id");
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a stream, which reads on a thread of its own. */
final class EventReader implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;

  private final InputStream body;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch heartbeats = new CountDownLatch(2);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String retry = "";

  private EventReader(InputStream body) {
    this.body = body;
    Thread.ofVirtual().start(this::read);
  }

  /** An event as it came; data is what was between the braces. */
  record Event(String type, @Nullable String id, JsonNode data) {}

  /** Opens a stream; {@code lastId} is empty for one from now on. */
  static EventReader open(TestServer server, HttpClient client, String token, String lastId)
      throws IOException, InterruptedException {
    var request = server.request(StreamRoutes.PATH, token).header("Accept", EventText.TYPE);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    assertEquals("text/event-stream", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("private, no-store", response.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("no", response.headers().firstValue("X-Accel-Buffering").orElse(""));
    assertTrue(response.headers().firstValue("Content-Encoding").isEmpty());
    return new EventReader(response.body());
  }

  /** The next event, which must be of this type. */
  Event next(String type) throws InterruptedException {
    var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(event, "no event " + type);
    assertEquals(type, event.type(), event::toString);
    return event;
  }

  /** Waits for two heartbeats. */
  void awaitHeartbeats() throws InterruptedException {
    assertTrue(heartbeats.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "no heartbeat");
  }

  /** Waits for the end, before which nothing else may come. */
  void awaitEnd() throws InterruptedException {
    assertTrue(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the stream goes on");
    assertTrue(events.isEmpty(), events::toString);
  }

  boolean isSilent() {
    return events.isEmpty();
  }

  String retry() {
    return retry;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      String id = null;
      var type = "";
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(type, id, MAPPER.readTree(line.substring(6))));
          id = null;
        } else if (line.startsWith("retry: ")) {
          retry = line.substring(7);
        } else if (line.startsWith(":")) {
          heartbeats.countDown();
        } else {
          assertEquals("", line);
        }
      }
    } catch (IOException e) {
      // The connection was broken off, which is an end too.
    } finally {
      over.countDown();
    }
  }
}

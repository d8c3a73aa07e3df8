package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A stream of a user's notifications that is being read, and what came. Thread-safe. */
final class StreamReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int PATIENCE_SECONDS = 60;

  private final Stream<String> lines;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> beginning = new CompletableFuture<>();

  private StreamReader(Stream<String> lines) {
    this.lines = lines;
    Thread.ofVirtual().start(this::read);
  }

  /** A notification: the id of its event, and the episode or release that it is about. */
  record Told(String id, String about) {}

  /** Opens a stream; {@code lastId} is empty for one from now on. */
  static StreamReader open(ApiClient user, String lastId) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(user.url() + "/api/v1/notifications/stream"))
            .header("Authorization", "Bearer " + user.token());
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, answer.statusCode());
    return new StreamReader(answer.body());
  }

  /** The notifications that came, in their order. */
  List<Told> told() {
    return List.copyOf(told);
  }

  /** Waits for the first event; its id. */
  String beginning() throws Exception {
    return beginning.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    lines.close();
  }

  private void read() {
    try {
      var id = "";
      var type = "";
      for (var line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          hear(type, id, json(line.substring(6)));
        }
      }
    } catch (UncheckedIOException e) {
      beginning.completeExceptionally(e); // if it was broken off before
    }
  }

  private void hear(String type, String id, JsonNode data) {
    if (type.equals("notification")) {
      told.add(new Told(id, data.path("related_id").textValue()));
    } else {
      beginning.complete(id);
    }
  }

  private static JsonNode json(String data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes events as the HTML standard frames them (server-sent events). Not thread-safe. */
final class EventText {
  static final String TYPE = "text/event-stream";

  /** A line that clients skip; it keeps a silent connection open and finds out whether it is. */
  static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /** How long a client is to wait before it comes back. */
  EventText retryAfter(Duration delay) {
    return line("retry", String.valueOf(delay.toMillis())).line();
  }

  /**
   * An event.
   *
   * @param id what a client that comes back names as its last event, null to leave that as it is
   */
  EventText event(String type, @Nullable String id, Object data) {
    if (id != null) {
      line("id", id);
    }
    return line("event", type).line("data", new String(Json.bytes(data), UTF_8)).line();
  }

  byte[] bytes() {
    return text.toByteArray();
  }

  /** JSON has its line breaks escaped, so everything fits into one line. */
  private EventText line(String field, String value) {
    text.writeBytes((field + ": " + value).getBytes(UTF_8));
    return line();
  }

  private EventText line() {
    text.write('\n');
    return this;
  }
}

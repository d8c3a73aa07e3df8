package io.episodal.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Has patience with those who read long answers slowly, and bounds the memory of what waits for
 * them; when it is full, callers are told to come back. Short answers are not counted: the kernel
 * takes them at once. Thread-safe.
 */
final class Outbox {
  private static final int LONG_FROM = 64 << 10;

  private final SharedBytes memory;
  private final Duration stalled;

  /**
   * An empty one.
   *
   * @param bytes the most that may wait
   * @param stalled how long a long answer waits for its reader to take a byte of it
   */
  Outbox(long bytes, Duration stalled) {
    this.stalled = stalled;
    memory = new SharedBytes(bytes);
  }

  /** Takes room for an answer until its request is over, however it ends. */
  void keep(int bytes, HttpServletRequest request) {
    if (bytes < LONG_FROM) {
      return;
    }
    memory.shareOf(request).growTo(bytes, "Too many long answers wait for slow readers; try again");
    var exchange = ServletContextRequest.getServletContextRequest(request);
    var connection = exchange.getConnectionMetaData().getConnection().getEndPoint();
    var usual = connection.getIdleTimeout();
    connection.setIdleTimeout(stalled.toMillis());
    Request.addCompletionListener(exchange, failure -> connection.setIdleTimeout(usual));
  }
}

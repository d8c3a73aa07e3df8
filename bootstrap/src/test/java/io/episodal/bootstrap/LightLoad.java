package io.episodal.bootstrap;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that ask a server again and again until nobody listens any more: every other one on one
 * connection as long as that is served, the rest each time on a connection of its own. Thread-safe.
 */
final class LightLoad {
  private static final String REQUEST =
      "GET /api/v1/releases?limit=20 HTTP/1.1\r\nHost: localhost\r\n";
  private static final String LAST_REQUEST = REQUEST + "Connection: close\r\n\r\n";
  private static final String NEXT_REQUEST = REQUEST + "\r\n";

  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> callers = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  void start(String url, int count) {
    for (int i = 0; i < count; i++) {
      var request = i % 2 == 0 ? LAST_REQUEST : NEXT_REQUEST;
      callers.add(Thread.ofVirtual().start(() -> call(url, request)));
    }
  }

  /** How many requests were answered as they should be. */
  int answers() {
    return answers.get();
  }

  /** From now on the server may refuse connections. */
  void expectEnd() {
    ending = true;
  }

  /** Waits until nobody listens any more; what went wrong. */
  List<String> faults() throws InterruptedException {
    for (var caller : callers) {
      caller.join();
    }
    return List.copyOf(faults);
  }

  private void call(String url, String request) {
    while (faults.isEmpty() && answered(url, request)) {
      // The next connection.
    }
  }

  /** Asks on one connection as often as it lasts; false if nobody listens or something is wrong. */
  private boolean answered(String url, String request) {
    try (var wire = Wire.to(url)) {
      var first = true;
      while (!wire.isLast()) {
        if (!answered(wire, request, first)) {
          return ending && faults.isEmpty();
        }
        first = false;
      }
      return true;
    } catch (ConnectException e) {
      if (!ending) {
        faults.add("refused: " + e);
      }
    } catch (IOException e) {
      faults.add("cannot connect: " + e);
    }
    return false;
  }

  /**
   * Asks once. A connection that the server has not accepted yet when it stops listening ends
   * unanswered; one on which it has answered does not end before an answer has said so.
   */
  private boolean answered(Wire wire, String request, boolean first) {
    try {
      wire.send(request);
      var status = wire.answer();
      if (status == 200) {
        answers.incrementAndGet();
        return true;
      }
      faults.add("status " + status);
    } catch (IOException e) {
      if (wire.isAnswered() || !ending || !first) {
        faults.add("cut: " + e);
      }
    }
    return false;
  }
}

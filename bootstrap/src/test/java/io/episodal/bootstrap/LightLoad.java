package io.episodal.bootstrap;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that ask a server again and again, each time on a connection of its own, until nobody
 * listens any more. Thread-safe.
 */
final class LightLoad {
  private static final String REQUEST =
      "GET /api/v1/releases?limit=20 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> callers = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  void start(String url, int count) {
    for (int i = 0; i < count; i++) {
      callers.add(Thread.ofVirtual().start(() -> call(url)));
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

  private void call(String url) {
    while (faults.isEmpty() && answered(url)) {
      answers.incrementAndGet();
    }
  }

  /** Asks once; false when nobody listens, or something went wrong. */
  private boolean answered(String url) {
    try (var wire = Wire.to(url)) {
      return answered(wire);
    } catch (ConnectException e) {
      if (!ending) {
        faults.add("refused: " + e);
      }
    } catch (IOException e) {
      faults.add("cannot connect: " + e);
    }
    return false;
  }

  /** A connection that the server has not accepted yet when it stops listening ends unanswered. */
  private boolean answered(Wire wire) {
    try {
      wire.send(REQUEST);
      var status = wire.answer();
      if (status == 200 || (status == 503 && ending)) {
        return true;
      }
      faults.add("status " + status);
      return false;
    } catch (IOException e) {
      if (wire.isAnswered() || !ending) {
        faults.add("cut: " + e);
        return false;
      }
      return true;
    }
  }
}

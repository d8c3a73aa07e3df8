package io.episodal.bootstrap;

import static java.time.temporal.ChronoUnit.MICROS;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Callers that report views without a pause, one by one or in batches. What was not acknowledged is
 * reported again, unchanged, until it is. Thread-safe.
 */
final class ViewLoad {
  private static final int OF_BATCH = 20;
  private static final Duration BOUND = Duration.ofSeconds(90);

  private final UUID release;
  private final Supplier<String> url;
  private final Set<Map<String, Object>> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> callers = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  /**
   * Nobody calls yet.
   *
   * @param url where the server is now
   */
  ViewLoad(UUID release, Supplier<String> url) {
    this.release = release;
    this.url = url;
  }

  void start(int count) {
    for (int i = 0; i < count; i++) {
      var number = i;
      callers.add(Thread.ofVirtual().start(() -> call(number)));
    }
  }

  /** Views that were acknowledged. */
  Set<Map<String, Object>> acknowledged() {
    return acknowledged;
  }

  /** Requests that were acknowledged. */
  int requests() {
    return requests.get();
  }

  /** How often a caller was cut off, or told to try again. */
  int interruptions() {
    return unanswered.get() + refused.get();
  }

  /** Waits until all that was reported is acknowledged; what went wrong. */
  List<String> end() throws InterruptedException {
    ending = true;
    for (var caller : callers) {
      caller.join();
    }
    return List.copyOf(faults);
  }

  /** Reports views once more, as one batch and one by one. */
  void repeat(List<Map<String, Object>> views) {
    reportUntilAcknowledged(views);
    views.forEach(view -> reportUntilAcknowledged(List.of(view)));
  }

  private void call(int number) {
    while (!ending && faults.isEmpty()) {
      var views = Stream.generate(() -> view(number)).limit(number % 2 == 0 ? 1 : OF_BATCH);
      reportUntilAcknowledged(views.toList());
    }
  }

  /** Every other one is a stranger's. */
  private Map<String, Object> view(int number) {
    var id = UUID.randomUUID();
    var session = number % 4 < 2 ? Map.of("session_id", "s-" + id) : Map.<String, Object>of();
    var view = new ConcurrentHashMap<String, Object>(session);
    view.put("id", id);
    view.put("release_id", release);
    view.put("viewed_at", Instant.now().truncatedTo(MICROS).toString());
    view.put("duration_seconds", 60);
    return Map.copyOf(view);
  }

  private void reportUntilAcknowledged(List<Map<String, Object>> views) {
    try {
      Patience.until("an acknowledgement", BOUND, () -> isAcknowledged(views));
    } catch (AssertionError | InterruptedException e) {
      faults.add(e.toString());
    }
  }

  private boolean isAcknowledged(List<Map<String, Object>> views) throws InterruptedException {
    try {
      var answer = report(views);
      if (answer.statusCode() == 202) {
        requests.incrementAndGet();
        acknowledged.addAll(views);
        return true;
      }
      refused.incrementAndGet();
      if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
        faults.add(answer + ": " + answer.body());
      }
    } catch (IOException e) {
      unanswered.incrementAndGet();
    }
    return !faults.isEmpty();
  }

  private HttpResponse<String> report(List<Map<String, Object>> views)
      throws IOException, InterruptedException {
    var server = ApiClient.of(url.get());
    return views.size() == 1
        ? server.post("/api/v1/views", views.getFirst())
        : server.post("/api/v1/views/batch", views);
  }
}

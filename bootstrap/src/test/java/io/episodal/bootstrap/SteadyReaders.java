package io.episodal.bootstrap;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Callers that read again and again, each on its node, and note what was not answered well. */
final class SteadyReaders {
  private final AtomicLong answers = new AtomicLong();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> readers = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  /** Starts some; each asks for the paths of its number. */
  void start(int count, Function<Integer, ApiClient> clients, List<String> paths) {
    for (var number = 0; number < count; number++) {
      var client = clients.apply(number);
      readers.add(Thread.ofVirtual().start(() -> read(client, paths)));
    }
  }

  long answers() {
    return answers.get();
  }

  /** Ends them; what was not answered with 200. */
  List<String> end() throws InterruptedException {
    ending = true;
    for (var reader : readers) {
      reader.join();
    }
    return List.copyOf(faults);
  }

  private void read(ApiClient client, List<String> paths) {
    for (var turn = 0; !ending; turn++) {
      try {
        var answer = client.get(paths.get(turn % paths.size()));
        if (answer.statusCode() != 200) {
          faults.add(answer.statusCode() + ": " + answer.body());
        }
        answers.incrementAndGet();
      } catch (IOException e) {
        faults.add(e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.port.out.Signals;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls whoever listens, on the thread that has delivered. Thread-safe. */
final class InMemorySignals implements Signals {
  private static final Set<Integer> ALL =
      IntStream.range(0, UserId.LANES).boxed().collect(Collectors.toUnmodifiableSet());

  private final List<Consumer<Set<Integer>>> hearers = new CopyOnWriteArrayList<>();
  private final ReentrantLock calling = new ReentrantLock();

  @Override
  public Runnable listen(Consumer<Set<Integer>> hearer) {
    hearers.add(hearer);
    call(List.of(hearer), ALL);
    return () -> hearers.remove(hearer);
  }

  void send(Set<Integer> lanes) {
    if (!lanes.isEmpty()) {
      call(hearers, lanes);
    }
  }

  private void call(List<Consumer<Set<Integer>>> called, Set<Integer> lanes) {
    calling.lock();
    try {
      called.forEach(hearer -> hearer.accept(lanes));
    } finally {
      calling.unlock();
    }
  }
}

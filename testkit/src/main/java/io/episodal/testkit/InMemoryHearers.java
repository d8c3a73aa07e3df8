package io.episodal.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Calls whoever listens, one at a time, on the thread that tells. Thread-safe. */
final class InMemoryHearers<T> {
  private final T everything;
  private final List<Consumer<T>> hearers = new CopyOnWriteArrayList<>();
  private final ReentrantLock calling = new ReentrantLock();

  /** Those who hear {@code everything} when they begin to listen. */
  InMemoryHearers(T everything) {
    this.everything = everything;
  }

  Runnable add(Consumer<T> hearer) {
    hearers.add(hearer);
    call(List.of(hearer), everything);
    return () -> hearers.remove(hearer);
  }

  void tell(T news) {
    call(hearers, news);
  }

  private void call(List<Consumer<T>> called, T news) {
    calling.lock();
    try {
      called.forEach(hearer -> hearer.accept(news));
    } finally {
      calling.unlock();
    }
  }
}

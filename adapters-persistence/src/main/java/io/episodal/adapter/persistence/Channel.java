package io.episodal.adapter.persistence;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A channel of PostgreSQL's notifications, and those who hear what is sent there. Thread-safe. */
final class Channel<T> {
  private final String name;
  private final T everything;
  private final Function<List<String>, List<T>> reading;
  private final List<Consumer<T>> hearers = new CopyOnWriteArrayList<>();
  private boolean connected;

  /**
   * One that nobody hears yet.
   *
   * @param everything what is told when what was sent may have been missed
   * @param reading makes news of what was sent since the last
   */
  Channel(String name, T everything, Function<List<String>, List<T>> reading) {
    this.name = name;
    this.everything = everything;
    this.reading = reading;
  }

  String name() {
    return name;
  }

  synchronized Runnable listen(Consumer<T> hearer) {
    hearers.add(hearer);
    if (connected) {
      hearer.accept(everything);
    }
    return () -> hearers.remove(hearer);
  }

  synchronized void connected() {
    connected = true;
    tell(everything);
  }

  synchronized void disconnected() {
    connected = false;
  }

  synchronized void sent(List<String> payloads) {
    if (!payloads.isEmpty()) {
      reading.apply(payloads).forEach(this::tell);
    }
  }

  private void tell(T news) {
    hearers.forEach(hearer -> hearer.accept(news));
  }
}

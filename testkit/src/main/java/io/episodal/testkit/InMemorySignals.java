package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.port.out.Signals;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls whoever listens, on the thread that has delivered. Thread-safe. */
final class InMemorySignals implements Signals {
  private final InMemoryHearers<Set<Integer>> hearers =
      new InMemoryHearers<>(
          IntStream.range(0, UserId.LANES).boxed().collect(Collectors.toUnmodifiableSet()));

  @Override
  public Runnable listen(Consumer<Set<Integer>> hearer) {
    return hearers.add(hearer);
  }

  void send(Set<Integer> lanes) {
    if (!lanes.isEmpty()) {
      hearers.tell(lanes);
    }
  }
}

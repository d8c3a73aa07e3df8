package io.episodal.testkit;

import io.episodal.domain.cache.port.out.Evictions;
import java.util.function.Consumer;

/** Calls whoever listens, on the thread that has committed. Thread-safe. */
final class InMemoryEvictions implements Evictions {
  private final InMemoryHearers<Eviction> hearers = new InMemoryHearers<>(Eviction.OF_EVERYTHING);

  @Override
  public Runnable listen(Consumer<Eviction> hearer) {
    return hearers.add(hearer);
  }

  void tell(Eviction eviction) {
    hearers.tell(eviction);
  }
}

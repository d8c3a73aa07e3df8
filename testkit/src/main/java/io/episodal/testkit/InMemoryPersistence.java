package io.episodal.testkit;

import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.shared.port.out.Gathering;
import io.episodal.domain.transaction.Persistence;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A whole store in memory that keeps every promise of the ports: all or nothing, one writer at a
 * time, the exact limit. It forgets everything when it is let go. Thread-safe.
 */
public final class InMemoryPersistence implements Persistence {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private final InMemorySignals signals = new InMemorySignals();
  private final InMemoryEvictions evictions = new InMemoryEvictions();
  private final InMemoryUnitOfWork unitOfWork;
  private final InMemoryWorkers workers = new InMemoryWorkers();
  private volatile boolean open = true;

  /**
   * An empty store.
   *
   * @param clock the clock of the store, read in microseconds
   */
  public InMemoryPersistence(Clock clock) {
    unitOfWork = new InMemoryUnitOfWork(Clock.tick(clock, MICROSECOND), signals, evictions);
  }

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workers workers() {
    return workers;
  }

  @Override
  public <Q, A> Gathering<Q, A> gather(Gathering.Bounds bounds, Function<List<Q>, List<A>> work) {
    return new InMemoryGathering<>(bounds, work);
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public Evictions evictions() {
    return evictions;
  }

  /** Does nothing: there is no schema. */
  @Override
  public void migrate() {}

  @Override
  public boolean healthy() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    workers.close();
  }
}

package io.episodal.domain.transaction;

import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.shared.port.out.Gathering;
import java.util.List;
import java.util.function.Function;

/** A store with its threads, as the engine is built over it. Thread-safe. */
public interface Persistence extends AutoCloseable {

  /** The way to the repositories, always the same one. */
  UnitOfWork unitOfWork();

  /** The threads for background work, not started yet. */
  Workers workers();

  /**
   * Begins to gather requests for work that is worth sharing, such as a commit. Whoever begins it
   * closes it.
   *
   * @param work answers each request of a list, in its order
   */
  <Q, A> Gathering<Q, A> gather(Gathering.Bounds bounds, Function<List<Q>, List<A>> work);

  /** What the deliveries of all nodes over this store are heard by. */
  Signals signals();

  /** What is heard of answers that are outdated, on all nodes over this store. */
  Evictions evictions();

  /** Brings the schema to this version; of racing nodes one does it and the others wait. */
  void migrate();

  /** Whether the store answers and its schema is there; never throws. */
  boolean healthy();

  /** Closes what the store itself opened, not what it was given. */
  @Override
  void close();
}

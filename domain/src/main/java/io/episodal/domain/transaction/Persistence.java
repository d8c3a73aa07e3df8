package io.episodal.domain.transaction;

import io.episodal.domain.job.port.out.Workers;

/** A store with its threads, as the engine is built over it. Thread-safe. */
public interface Persistence extends AutoCloseable {

  /** The way to the repositories, always the same one. */
  UnitOfWork unitOfWork();

  /** The threads for background work, not started yet. */
  Workers workers();

  /** Brings the schema to this version; of racing nodes one does it and the others wait. */
  void migrate();

  /** Whether the store answers and its schema is there; never throws. */
  boolean healthy();

  /** Closes what the store itself opened, not what it was given. */
  @Override
  void close();
}

package io.episodal.application.engine;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.catalog.CatalogEvent;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every service is made of. Immutable and thread-safe. */
public record Engine(
    UnitOfWork unitOfWork,
    Workers workers,
    Clock clock,
    IdGenerator ids,
    Listener listener,
    Optional<AnswerCache> cache) {

  public Instant now() {
    return clock.instant();
  }

  /** Has answers made of these facts forgotten once the transaction is committed. */
  public void evictAfter(Transaction tx, AnswerCache.Tag... tags) {
    cache.ifPresent(answers -> tx.afterCommit(() -> answers.evict(Set.of(tags))));
  }

  /** Queues what follows from events, and has waiting threads look for it as {@link #wakeAfter}. */
  public void queue(
      Transaction tx, List<? extends CatalogEvent> events, @Nullable OperationId operation) {
    if (!events.isEmpty()) {
      tx.jobs()
          .add(
              events.stream()
                  .<NewJob>map(event -> event.asJob(new JobId(ids.next()), operation))
                  .toList());
      wakeAfter(tx);
    }
  }

  /** Has waiting threads look for work once the transaction is committed. */
  public void wakeAfter(Transaction tx) {
    tx.afterCommit(workers::wake);
  }
}

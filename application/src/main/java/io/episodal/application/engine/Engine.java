package io.episodal.application.engine;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.cache.port.out.Evictions.Eviction;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every service is made of. Immutable and thread-safe.
 *
 * @param node this engine among others over the same store
 */
public record Engine(
    UUID node,
    UnitOfWork unitOfWork,
    Workers workers,
    Clock clock,
    IdGenerator ids,
    Listener listener,
    Optional<AnswerCache> cache) {

  public Instant now() {
    return clock.instant();
  }

  /** Has every node forget answers made of these facts once the transaction is committed. */
  public void evictAfter(Transaction tx, AnswerCache.Tag... tags) {
    tx.tell(new Eviction(node, Set.of(tags)));
    cache.ifPresent(answers -> tx.afterCommit(() -> answers.evict(Set.of(tags))));
  }

  /** Has answers forgotten that others have outdated, until what this answers is run. */
  public Runnable forgetWith(Evictions others) {
    return cache
        .map(answers ->
            others.listen(eviction -> {
              if (!eviction.teller().equals(node)) {
                answers.evictedElsewhere(eviction.tags());
              }
            }))
        .orElse(() -> {});
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

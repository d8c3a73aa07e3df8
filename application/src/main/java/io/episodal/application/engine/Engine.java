package io.episodal.application.engine;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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

  /** Has waiting threads look for work once the transaction is committed. */
  public void wakeAfter(Transaction tx) {
    tx.afterCommit(workers::wake);
  }
}

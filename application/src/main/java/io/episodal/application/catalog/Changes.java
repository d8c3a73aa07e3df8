package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.CatalogEvent;
import io.episodal.domain.job.JobId;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What every change of the catalogue ends with: its operation, its event, the eviction. */
final class Changes {
  private final Engine engine;

  Changes(Engine engine) {
    this.engine = engine;
  }

  /** Accepts a change that sets nothing off. */
  <I> Accepted<I> accept(Transaction tx, String kind, I id, UUID resource) {
    return accept(tx, kind, id, resource, Optional.empty());
  }

  /** Accepts a change whose operation lasts until all that {@code event} sets off is done. */
  <I> Accepted<I> accept(
      Transaction tx, String kind, I id, UUID resource, Optional<CatalogEvent> event) {
    var operation = new OperationId(engine.ids().next());
    tx.operations().begin(operation, kind, resource, engine.now());
    event.ifPresent(happened -> {
      tx.jobs().add(List.of(happened.asJob(new JobId(engine.ids().next()), operation)));
      engine.wakeAfter(tx);
    });
    engine.evictAfter(tx, Tag.CATALOGUE);
    return new Accepted<>(id, operation);
  }
}

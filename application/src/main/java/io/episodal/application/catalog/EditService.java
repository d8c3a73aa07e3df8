package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.transaction.Transaction;
import java.util.List;
import java.util.UUID;

/** Makes edits in a unit of work, with what every change ends with: operation, events, eviction. */
final class EditService {
  private final Engine engine;

  EditService(Engine engine) {
    this.engine = engine;
  }

  /** Makes one edit, of what {@code id} identifies. */
  <I> Accepted<I> one(String kind, I id, Edit edit) {
    return new Accepted<>(
        id,
        engine
            .unitOfWork()
            .write(tx -> make(tx, kind, edit.id(), List.of(edit), new Refusals.OfOne())));
  }

  /** Makes the edits of a batch, all of them or none. */
  OperationId batch(List<Edit> edits) {
    return engine
        .unitOfWork()
        .write(tx -> make(tx, "batch", engine.ids().next(), edits, new Refusals.OfBatch()));
  }

  private OperationId make(
      Transaction tx, String kind, UUID resource, List<Edit> edits, Refusals refusals) {
    var now = engine.now();
    var events = new Editing(edits, refusals).make(tx, now);
    var operation = new OperationId(engine.ids().next());
    tx.operations().begin(operation, kind, resource, now);
    engine.queue(tx, events, operation);
    engine.evictAfter(tx, Tag.CATALOGUE);
    return operation;
  }
}

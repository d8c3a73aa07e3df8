package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.port.in.EditInBatch;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.shared.DomainException;
import java.util.List;
import java.util.UUID;

/** Edits the catalogue in batches. */
final class BatchService implements EditInBatch {
  private final Engine engine;
  private final Changes changes;

  BatchService(Engine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Override
  public UUID newId() {
    return engine.ids().next();
  }

  @Override
  public OperationId edit(List<Edit> edits) {
    if (edits.isEmpty() || edits.size() > MOST) {
      throw DomainException.invalid(
          "", "must have 1 to " + MOST + " operations, not " + edits.size());
    }
    return changes.batch(List.copyOf(edits));
  }
}

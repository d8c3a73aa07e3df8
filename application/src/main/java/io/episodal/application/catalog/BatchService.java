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
  private final EditService service;

  BatchService(Engine engine, EditService service) {
    this.engine = engine;
    this.service = service;
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
    return service.batch(List.copyOf(edits));
  }
}

package io.episodal.application.operation;

import io.episodal.application.engine.Engine;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.in.WatchOperations;
import io.episodal.domain.shared.DomainException;

/** Reads operations. */
final class OperationService implements WatchOperations {
  private final Engine engine;

  OperationService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Operation operation(OperationId id) {
    return engine
        .unitOfWork()
        .read(tx -> tx.operations().find(id))
        .orElseThrow(() -> DomainException.notFound("operation"));
  }
}

package io.episodal.testkit;

import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.out.Operations;
import io.episodal.testkit.Rows.OperationRow;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Operations as rows, with the counts of their jobs. */
final class InMemoryOperations implements Operations {
  private final Supplier<Tables> tables;

  InMemoryOperations(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void begin(OperationId id, String kind, UUID resourceId, Instant now) {
    var none = Operation.Progress.NONE;
    tables
        .get()
        .operations
        .put(id, new OperationRow(id, kind, resourceId, none, 0, false, now, now, null));
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    return tables.get().operations.find(id).map(OperationRow::operation);
  }

  @Override
  public void advance(OperationId id, Operation.Progress more) {
    tables.get().operations.update(id, row -> row.plus(more));
  }
}

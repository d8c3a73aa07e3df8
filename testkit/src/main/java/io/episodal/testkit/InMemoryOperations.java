package io.episodal.testkit;

import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.out.Operations;
import io.episodal.testkit.Rows.JobRow;
import io.episodal.testkit.Rows.OperationRow;
import java.time.Instant;
import java.util.Comparator;
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

  @Override
  public long removeFinished(Instant before, int most) {
    var to = tables.get();
    var finished =
        to.operations.stream()
            .map(OperationRow::operation)
            .filter(each -> each.finished().filter(at -> at.isBefore(before)).isPresent())
            .filter(each -> to.jobs.stream().noneMatch(job -> isSetAsideOf(each.id(), job)))
            .sorted(Comparator.comparing(each -> each.finished().orElseThrow()))
            .limit(most)
            .toList();
    finished.forEach(each -> to.operations.remove(each.id()));
    return finished.size();
  }

  private static boolean isSetAsideOf(OperationId id, JobRow job) {
    return job.setAside() != null && job.job().operation().filter(id::equals).isPresent();
  }
}

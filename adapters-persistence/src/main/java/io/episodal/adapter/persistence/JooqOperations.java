package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.JOBS;
import static io.episodal.adapter.persistence.schema.Tables.OPERATIONS;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.episodal.adapter.persistence.schema.tables.records.OperationsRecord;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.out.Operations;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Operations. {@link JooqJobs} counts their open jobs. */
final class JooqOperations implements Operations {
  private final DSLContext db;

  JooqOperations(DSLContext db) {
    this.db = db;
  }

  @Override
  public void begin(OperationId id, String kind, UUID resourceId, Instant now) {
    db.insertInto(OPERATIONS)
        .set(OPERATIONS.ID, id.value())
        .set(OPERATIONS.KIND, kind)
        .set(OPERATIONS.RESOURCE_ID, resourceId)
        .set(OPERATIONS.STATUS, Status.SUCCEEDED.code())
        .set(OPERATIONS.CREATED_AT, now)
        .set(OPERATIONS.FINISHED_AT, now)
        .execute();
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    return db.selectFrom(OPERATIONS)
        .where(OPERATIONS.ID.eq(id.value()))
        .fetchOptional(JooqOperations::toOperation);
  }

  @Override
  public void advance(OperationId id, Progress more) {
    db.update(OPERATIONS)
        .set(OPERATIONS.TOTAL, OPERATIONS.TOTAL.plus(more.total()))
        .set(OPERATIONS.PROCESSED, OPERATIONS.PROCESSED.plus(more.processed()))
        .set(OPERATIONS.NOTIFIED, OPERATIONS.NOTIFIED.plus(more.notified()))
        .set(OPERATIONS.DIGESTED, OPERATIONS.DIGESTED.plus(more.digested()))
        .set(OPERATIONS.FAILED, OPERATIONS.FAILED.plus(more.failed()))
        .where(OPERATIONS.ID.eq(id.value()))
        .execute();
  }

  @Override
  public long removeFinished(Instant before, int most) {
    return db.deleteFrom(OPERATIONS)
        .where(
            OPERATIONS.ID.in(
                select(OPERATIONS.ID)
                    .from(OPERATIONS)
                    .where(
                        OPERATIONS.FINISHED_AT.lt(before),
                        notExists(
                            selectOne()
                                .from(JOBS)
                                .where(
                                    JOBS.OPERATION_ID.eq(OPERATIONS.ID),
                                    JOBS.SET_ASIDE_AT.isNotNull())))
                    .orderBy(OPERATIONS.FINISHED_AT)
                    .limit(most)
                    .forUpdate()
                    .of(OPERATIONS)
                    .skipLocked()))
        .execute();
  }

  private static Operation toOperation(OperationsRecord row) {
    return new Operation(
        new OperationId(row.getId()),
        row.getKind(),
        row.getResourceId(),
        Status.ofCode(row.getStatus()),
        new Progress(
            row.getTotal(),
            row.getProcessed(),
            row.getNotified(),
            row.getDigested(),
            row.getFailed()),
        row.getCreatedAt(),
        row.getFinishedAt(),
        row.getError());
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.JOBS;
import static io.episodal.adapter.persistence.schema.Tables.OPERATIONS;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.episodal.adapter.persistence.schema.tables.records.JobsRecord;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.job.RecurringJob.Run;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.SetAsideJob;
import io.episodal.domain.job.port.out.Jobs;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.operation.OperationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The queue: a claim is a row lock that others skip, so it ends with its transaction, however that
 * ends.
 */
final class JooqJobs implements Jobs {
  private static final int LONGEST_ERROR = 2_000;

  private static final String ADD =
      """
      insert into episodal.jobs
        (id, kind, payload, operation_id, recurring, queued_at, due_at)
      select j.id, j.kind, j.payload::jsonb, j.operation_id, false, {4}, {4}
      from unnest({0}, {1}, {2}, {3}) as j (id, kind, payload, operation_id)
      """;

  /** Locks operations by id, so that two who add jobs to the same ones do not deadlock. */
  private static final String OPEN =
      """
      with opened as (
        select j.operation_id, count(*) as jobs
        from unnest({0}) as j (operation_id)
        where j.operation_id is not null
        group by j.operation_id
      ), locked as (
        select o.id, n.jobs
        from episodal.operations o
        join opened n on n.operation_id = o.id
        order by o.id
        for no key update of o
      )
      update episodal.operations o
      set open_jobs = o.open_jobs + l.jobs,
        status = case
          when o.open_jobs > 0 then o.status
          when o.ended_jobs = 0 then {1}
          else {2}
        end,
        finished_at = null
      from locked l
      where o.id = l.id
      """;

  private final DSLContext db;
  private final StoreClock clock;

  JooqJobs(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public void add(List<NewJob> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    var operations =
        SqlArrays.ids(jobs, job -> job.operationId() == null ? null : job.operationId().value());
    db.execute(
        ADD,
        SqlArrays.ids(jobs, job -> job.id().value()),
        SqlArrays.texts(jobs, NewJob::kind),
        SqlArrays.texts(jobs, job -> JsonColumns.of(job.payload()).data()),
        operations,
        clock.now());
    if (jobs.stream().anyMatch(job -> job.operationId() != null)) {
      db.execute(OPEN, operations, val(Status.PENDING.code()), val(Status.RUNNING.code()));
    }
  }

  @Override
  public void schedule(List<Schedule> schedules) {
    var insert =
        db.insertInto(
            JOBS, JOBS.ID, JOBS.KIND, JOBS.PAYLOAD, JOBS.RECURRING, JOBS.QUEUED_AT, JOBS.DUE_AT);
    for (var schedule : schedules) {
      insert =
          insert.values(
              val(idOf(schedule)),
              val(schedule.kind()),
              val(JsonColumns.of(Map.of())),
              val(true),
              clock.now(),
              clock.now());
    }
    insert.onConflictDoNothing().execute();
  }

  @Override
  public Optional<Job> claim() {
    return db.selectFrom(JOBS)
        .where(JOBS.SET_ASIDE_AT.isNull(), JOBS.DUE_AT.le(clock.now()))
        .orderBy(JOBS.DUE_AT, JOBS.ID)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .fetchOptional(JooqJobs::toJob);
  }

  @Override
  public void finish(Job job) {
    db.deleteFrom(JOBS).where(JOBS.ID.eq(job.id().value())).execute();
    closed(job, null);
  }

  @Override
  public void again(Job job, Map<String, String> payload, Duration delay) {
    db.update(JOBS)
        .set(JOBS.PAYLOAD, JsonColumns.of(payload))
        .set(JOBS.ATTEMPTS, 0)
        .setNull(JOBS.LAST_ERROR)
        .set(JOBS.DUE_AT, after(delay))
        .set(JOBS.RUN_BEGAN_AT, when(JOBS.RECURRING, runBegan()))
        .where(JOBS.ID.eq(job.id().value()))
        .execute();
    job.operation()
        .ifPresent(operation ->
            db.update(OPERATIONS)
                .set(OPERATIONS.STATUS, Status.RUNNING.code())
                .where(
                    OPERATIONS.ID.eq(operation.value()),
                    OPERATIONS.STATUS.eq(Status.PENDING.code()))
                .execute());
  }

  @Override
  public void rest(Job job, Duration interval) {
    db.update(JOBS)
        .set(JOBS.PAYLOAD, JsonColumns.of(Map.of()))
        .set(JOBS.ATTEMPTS, 0)
        .setNull(JOBS.LAST_ERROR)
        .set(JOBS.DUE_AT, after(interval))
        .set(JOBS.LAST_BEGAN_AT, runBegan())
        .set(JOBS.LAST_ENDED_AT, clock.now())
        .setNull(JOBS.LAST_FAILURE)
        .setNull(JOBS.RUN_BEGAN_AT)
        .where(JOBS.ID.eq(job.id().value()))
        .execute();
  }

  @Override
  public void retry(Job job, Duration delay, String error) {
    db.update(JOBS)
        .set(JOBS.ATTEMPTS, job.attempts() + 1)
        .set(JOBS.LAST_ERROR, cut(error))
        .set(JOBS.DUE_AT, after(delay))
        .set(JOBS.LAST_BEGAN_AT, when(JOBS.RECURRING, runBegan()))
        .set(JOBS.LAST_ENDED_AT, when(JOBS.RECURRING, clock.now()))
        .set(JOBS.LAST_FAILURE, when(JOBS.RECURRING, cut(error)))
        .where(JOBS.ID.eq(job.id().value()))
        .execute();
  }

  @Override
  public void setAside(Job job, String error) {
    var set =
        db.update(JOBS)
            .set(JOBS.ATTEMPTS, job.attempts() + 1)
            .set(JOBS.LAST_ERROR, cut(error))
            .set(JOBS.SET_ASIDE_AT, clock.now())
            .where(JOBS.ID.eq(job.id().value()), JOBS.SET_ASIDE_AT.isNull())
            .execute();
    if (set == 1) {
      closed(job, cut(error));
    }
  }

  @Override
  public boolean tryAgain(JobId id) {
    var queued =
        db.update(JOBS)
            .setNull(JOBS.SET_ASIDE_AT)
            .setNull(JOBS.LAST_ERROR)
            .set(JOBS.ATTEMPTS, 0)
            .set(JOBS.DUE_AT, clock.now())
            .where(JOBS.ID.eq(id.value()), JOBS.SET_ASIDE_AT.isNotNull())
            .returning(JOBS.OPERATION_ID)
            .fetchOptional();
    queued.map(JobsRecord::getOperationId).ifPresent(this::reopened);
    return queued.isPresent();
  }

  @Override
  public void hasten(Schedule schedule, Duration justNow) {
    var resting =
        select(JOBS.ID)
            .from(JOBS)
            .where(
                JOBS.ID.eq(idOf(schedule)),
                JOBS.DUE_AT.gt(clock.now()),
                JOBS.LAST_BEGAN_AT.isNull().or(JOBS.LAST_BEGAN_AT.le(after(justNow.negated()))))
            .forUpdate()
            .skipLocked();
    db.update(JOBS).set(JOBS.DUE_AT, clock.now()).where(JOBS.ID.eq(resting)).execute();
  }

  @Override
  public List<RecurringJob> recurring(List<Schedule> schedules) {
    var byId = schedules.stream().collect(toMap(JooqJobs::idOf, Function.identity()));
    return db.selectFrom(JOBS)
        .where(JOBS.ID.in(byId.keySet()))
        .orderBy(JOBS.KIND.collate("C"))
        .fetch(row -> toRecurring(row, Objects.requireNonNull(byId.get(row.getId()))));
  }

  @Override
  public List<SetAsideJob> setAside(int most) {
    return db.selectFrom(JOBS)
        .where(JOBS.SET_ASIDE_AT.isNotNull())
        .orderBy(JOBS.SET_ASIDE_AT.desc(), JOBS.ID.desc())
        .limit(most)
        .fetch(JooqJobs::toSetAside);
  }

  @Override
  public long countSetAside() {
    return db.fetchCount(JOBS, JOBS.SET_ASIDE_AT.isNotNull());
  }

  /** When the run under way began: with its first step, or with this one. */
  private Field<Instant> runBegan() {
    return DSL.coalesce(JOBS.RUN_BEGAN_AT, clock.atBegin());
  }

  /** Counts a job down; the last one ends the operation, with the error of any that failed. */
  private void closed(Job job, @Nullable String error) {
    if (job.operationId() == null) {
      return;
    }
    var last = OPERATIONS.OPEN_JOBS.eq(1);
    Field<String> anyError = DSL.coalesce(OPERATIONS.ERROR, val(error, OPERATIONS.ERROR));
    db.update(OPERATIONS)
        .set(OPERATIONS.OPEN_JOBS, OPERATIONS.OPEN_JOBS.minus(1))
        .set(OPERATIONS.ENDED_JOBS, OPERATIONS.ENDED_JOBS.plus(1))
        .set(OPERATIONS.ERROR, anyError)
        .set(
            OPERATIONS.STATUS,
            when(last.and(anyError.isNull()), Status.SUCCEEDED.code())
                .when(last, Status.FAILED.code())
                .else_(Status.RUNNING.code()))
        .set(OPERATIONS.FINISHED_AT, when(last, clock.now()))
        .where(OPERATIONS.ID.eq(job.operationId().value()))
        .execute();
  }

  /** Counts a job up again; the operation has the error of another that is set aside, if any. */
  private void reopened(UUID operation) {
    db.update(OPERATIONS)
        .set(OPERATIONS.OPEN_JOBS, OPERATIONS.OPEN_JOBS.plus(1))
        .set(OPERATIONS.ENDED_JOBS, OPERATIONS.ENDED_JOBS.minus(1))
        .set(
            OPERATIONS.ERROR,
            select(JOBS.LAST_ERROR)
                .from(JOBS)
                .where(JOBS.OPERATION_ID.eq(operation), JOBS.SET_ASIDE_AT.isNotNull())
                .orderBy(JOBS.SET_ASIDE_AT, JOBS.ID)
                .limit(1))
        .set(OPERATIONS.STATUS, Status.RUNNING.code())
        .setNull(OPERATIONS.FINISHED_AT)
        .where(OPERATIONS.ID.eq(operation))
        .execute();
  }

  /** A schedule has one row for ever, so its kind makes its id. */
  private static UUID idOf(Schedule schedule) {
    return UUID.nameUUIDFromBytes(schedule.kind().getBytes(StandardCharsets.UTF_8));
  }

  private Field<Instant> after(Duration delay) {
    return DSL.field(
        "{0} + make_interval(secs => {1})",
        JOBS.DUE_AT.getDataType(), clock.now(), val(delay.toNanos() / 1e9));
  }

  private static String cut(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }

  private static Job toJob(JobsRecord row) {
    return new Job(
        new JobId(row.getId()),
        row.getKind(),
        JsonColumns.strings(row.getPayload()),
        row.getOperationId() == null ? null : new OperationId(row.getOperationId()),
        row.getAttempts(),
        row.getQueuedAt());
  }

  private static RecurringJob toRecurring(JobsRecord row, Schedule schedule) {
    var ended = row.getLastEndedAt();
    return new RecurringJob(
        schedule,
        ended == null ? null : new Run(row.getLastBeganAt(), ended, row.getLastFailure()),
        row.getDueAt());
  }

  private static SetAsideJob toSetAside(JobsRecord row) {
    return new SetAsideJob(
        new JobId(row.getId()),
        row.getKind(),
        row.getOperationId() == null ? null : new OperationId(row.getOperationId()),
        row.getAttempts(),
        row.getQueuedAt(),
        row.getSetAsideAt(),
        row.getLastError());
  }
}

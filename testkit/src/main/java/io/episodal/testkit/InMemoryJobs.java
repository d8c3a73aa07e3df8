package io.episodal.testkit;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.SetAsideJob;
import io.episodal.domain.job.port.out.Jobs;
import io.episodal.domain.operation.OperationId;
import io.episodal.testkit.Rows.JobRow;
import io.episodal.testkit.Rows.OperationRow;
import io.episodal.testkit.Rows.SetAside;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queue of background work as rows; the due one that waits longest is claimed first. */
final class InMemoryJobs implements Jobs {
  private static final Comparator<JobRow> LONGEST_WAITING_FIRST =
      Comparator.comparing(JobRow::dueAt).thenComparing(row -> row.job().id().value(), Order.BY_ID);

  private final Supplier<Tables> tables;
  private final Clock clock;

  InMemoryJobs(Supplier<Tables> tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public void add(List<NewJob> jobs) {
    var to = tables.get();
    var now = clock.instant();
    for (var added : jobs) {
      var operation = added.operationId();
      if (operation != null && !to.operations.contains(operation)) {
        throw new IllegalStateException("the operation of job " + added.kind() + " has not begun");
      }
      var job = new Job(added.id(), added.kind(), added.payload(), operation, 0, now);
      to.jobs.put(job.id(), JobRow.queued(job, false, now));
      account(job, OperationRow::withJobQueued);
    }
  }

  @Override
  public void schedule(List<Schedule> schedules) {
    var to = tables.get();
    var now = clock.instant();
    for (var schedule : schedules) {
      var id = recurring(schedule.kind());
      if (!to.jobs.contains(id)) {
        var job = new Job(id, schedule.kind(), Map.of(), null, 0, now);
        to.jobs.put(id, JobRow.queued(job, true, now));
      }
    }
  }

  @Override
  public Optional<Job> claim() {
    var now = clock.instant();
    return tables.get().jobs.stream()
        .filter(row -> row.isDue(now))
        .min(LONGEST_WAITING_FIRST)
        .map(JobRow::job);
  }

  @Override
  public void finish(Job job) {
    end(job, null);
    tables.get().jobs.remove(job.id());
  }

  @Override
  public void again(Job job, Map<String, String> payload, Duration delay) {
    var now = clock.instant();
    tables.get().jobs.update(job.id(), row -> row.withNext(payload, now.plus(delay), now));
    account(job, OperationRow::withStepEnded);
  }

  @Override
  public void rest(Job job, Duration interval) {
    var now = clock.instant();
    tables.get().jobs.update(job.id(), row -> row.withRunEnded(now.plus(interval), now));
  }

  @Override
  public void retry(Job job, Duration delay, String error) {
    var now = clock.instant();
    tables.get().jobs.update(job.id(), row -> row.withFailure(now.plus(delay), now, error));
  }

  @Override
  public void setAside(Job job, String error) {
    end(job, error);
    tables.get().jobs.update(job.id(), row -> row.withSetAside(clock.instant(), error));
  }

  @Override
  public boolean tryAgain(JobId id) {
    var jobs = tables.get().jobs;
    var aside = jobs.find(id).filter(row -> row.setAside() != null);
    aside.ifPresent(row -> {
      jobs.put(id, row.withTryAgain(clock.instant()));
      account(row.job(), operation -> operation.withJobReopened(errorOf(operation.id())));
    });
    return aside.isPresent();
  }

  /** The error of the first of an operation's jobs that are set aside, if one is. */
  private @Nullable String errorOf(OperationId operation) {
    return allSetAside()
        .filter(job -> operation.equals(job.operationId()))
        .min(Comparator.comparing(SetAsideJob::setAsideAt))
        .map(SetAsideJob::error)
        .orElse(null);
  }

  @Override
  public void hasten(Schedule schedule, Duration justNow) {
    var now = clock.instant();
    tables
        .get()
        .jobs
        .update(
            recurring(schedule.kind()),
            row -> {
              var justRan =
                  row.lastRun() != null && row.lastRun().beganAt().isAfter(now.minus(justNow));
              return row.isDue(now) || justRan ? row : row.withDueAt(now);
            });
  }

  @Override
  public List<RecurringJob> recurring(List<Schedule> schedules) {
    return schedules.stream()
        .sorted(Comparator.comparing(Schedule::kind))
        .flatMap(schedule ->
            tables
                .get()
                .jobs
                .find(recurring(schedule.kind()))
                .map(row -> new RecurringJob(schedule, row.lastRun(), row.dueAt()))
                .stream())
        .toList();
  }

  @Override
  public List<SetAsideJob> setAside(int most) {
    return allSetAside()
        .sorted(
            Comparator.comparing(SetAsideJob::setAsideAt)
                .thenComparing(job -> job.id().value(), Order.BY_ID)
                .reversed())
        .limit(most)
        .toList();
  }

  @Override
  public long countSetAside() {
    return allSetAside().count();
  }

  private Stream<SetAsideJob> allSetAside() {
    return tables.get().jobs.stream()
        .flatMap(row -> Stream.ofNullable(row.setAside()).map(aside -> of(row.job(), aside)));
  }

  private static SetAsideJob of(Job job, SetAside aside) {
    return new SetAsideJob(
        job.id(),
        job.kind(),
        job.operationId(),
        job.attempts(),
        job.queuedAt(),
        aside.at(),
        aside.error());
  }

  /** Tells the operation that a job is over, unless it was before. */
  private void end(Job job, @Nullable String failure) {
    var open = tables.get().jobs.find(job.id()).filter(row -> row.setAside() == null);
    if (open.isPresent()) {
      account(job, operation -> operation.withJobEnded(failure, clock.instant()));
    }
  }

  private void account(Job job, UnaryOperator<OperationRow> change) {
    job.operation().ifPresent(id -> tables.get().operations.update(id, change));
  }

  /** The one id of the recurring job of a kind. */
  private static JobId recurring(String kind) {
    return new JobId(
        UUID.nameUUIDFromBytes(("recurring:" + kind).getBytes(StandardCharsets.UTF_8)));
  }
}

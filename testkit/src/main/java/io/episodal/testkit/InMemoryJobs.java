package io.episodal.testkit;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.out.Jobs;
import io.episodal.testkit.Rows.JobRow;
import io.episodal.testkit.Rows.OperationRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
      to.jobs.put(job.id(), new JobRow(job, false, now, null));
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
        to.jobs.put(id, new JobRow(job, true, now, null));
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
    tables.get().jobs.update(job.id(), row -> due(row, payload, 0, clock.instant().plus(delay)));
    account(job, OperationRow::withStepEnded);
  }

  @Override
  public void retry(Job job, Duration delay, String error) {
    tables
        .get()
        .jobs
        .update(
            job.id(),
            row ->
                due(
                    row,
                    row.job().payload(),
                    row.job().attempts() + 1,
                    clock.instant().plus(delay)));
  }

  @Override
  public void setAside(Job job, String error) {
    end(job, error);
    tables
        .get()
        .jobs
        .update(job.id(), row -> new JobRow(row.job(), row.recurring(), row.dueAt(), error));
  }

  /** Tells the operation that a job is over, unless it was before. */
  private void end(Job job, @Nullable String failure) {
    var open = tables.get().jobs.find(job.id()).filter(row -> row.failure() == null);
    if (open.isPresent()) {
      account(job, operation -> operation.withJobEnded(failure, clock.instant()));
    }
  }

  private void account(Job job, UnaryOperator<OperationRow> change) {
    job.operation().ifPresent(id -> tables.get().operations.update(id, change));
  }

  private static JobRow due(JobRow row, Map<String, String> payload, int attempts, Instant at) {
    var job = row.job();
    return new JobRow(
        new Job(job.id(), job.kind(), payload, job.operationId(), attempts, job.queuedAt()),
        row.recurring(),
        at,
        row.failure());
  }

  /** The one id of the recurring job of a kind. */
  private static JobId recurring(String kind) {
    return new JobId(
        UUID.nameUUIDFromBytes(("recurring:" + kind).getBytes(StandardCharsets.UTF_8)));
  }
}

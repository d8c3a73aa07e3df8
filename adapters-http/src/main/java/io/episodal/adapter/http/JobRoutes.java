package io.episodal.adapter.http;

import io.episodal.domain.job.JobId;
import io.episodal.domain.job.JobReport;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.job.RecurringJob.Run;
import io.episodal.domain.job.SetAsideJob;
import io.episodal.domain.job.port.in.WatchJobs;
import io.episodal.domain.operation.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Background work, for administrators. */
final class JobRoutes {
  private static final String ALL = "/api/v1/admin/jobs";
  private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)*");
  private static final int LONGEST_NAME = 100;

  private final WatchJobs jobs;

  JobRoutes(WatchJobs jobs) {
    this.jobs = jobs;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, Access.ADMIN, call -> Answer.ok(JobsJson.of(jobs.report()))),
        Route.trigger(ALL + "/{name}/run", Access.ADMIN, this::run),
        Route.trigger(ALL + "/set-aside/{id}/retry", Access.ADMIN, this::retry));
  }

  private Answer run(Call call) {
    var name = call.segment("name");
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw Refusal.invalid(Fault.Place.PARAMETERS, "name", "must be such as refresh_scores");
    }
    jobs.runSoon(name);
    return Answer.accepted(new RunJson(name, "accepted")).with("Location", ALL);
  }

  private Answer retry(Call call) {
    var id = call.id(JobId::new);
    jobs.tryAgain(id);
    return Answer.accepted(new RetryJson(id.value(), "accepted")).with("Location", ALL);
  }

  private record RetryJson(UUID id, String status) {}

  private record RunJson(String name, String status) {}

  private record JobsJson(
      List<RecurringJson> jobs, int total, List<SetAsideJson> setAside, long setAsideTotal) {
    static JobsJson of(JobReport report) {
      return new JobsJson(
          report.recurring().stream().map(RecurringJson::of).toList(),
          report.recurring().size(),
          report.setAside().stream().map(SetAsideJson::of).toList(),
          report.setAsideTotal());
    }
  }

  private record RecurringJson(
      String name,
      String schedule,
      @Nullable Instant lastRunAt,
      @Nullable Long lastDurationMs,
      @Nullable String lastOutcome,
      @Nullable String lastError,
      Instant nextRunAt) {
    static RecurringJson of(RecurringJob job) {
      var run = job.lastEnded();
      return new RecurringJson(
          job.schedule().kind(),
          job.schedule().interval().toString(),
          run.map(Run::beganAt).orElse(null),
          run.map(Run::took).map(Duration::toMillis).orElse(null),
          run.map(ended -> ended.succeeded() ? "succeeded" : "failed").orElse(null),
          run.map(Run::failure).orElse(null),
          job.nextRunAt());
    }
  }

  private record SetAsideJson(
      UUID id,
      String kind,
      @Nullable UUID operationId,
      int attempts,
      Instant queuedAt,
      Instant setAsideAt,
      String error) {
    static SetAsideJson of(SetAsideJob job) {
      return new SetAsideJson(
          job.id().value(),
          job.kind(),
          Optional.ofNullable(job.operationId()).map(OperationId::value).orElse(null),
          job.attempts(),
          job.queuedAt(),
          job.setAsideAt(),
          job.error());
    }
  }
}

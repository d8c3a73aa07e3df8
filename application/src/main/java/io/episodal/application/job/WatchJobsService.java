package io.episodal.application.job;

import io.episodal.application.engine.Engine;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.JobReport;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.in.WatchJobs;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;

/** Reports on background work and brings runs forward. */
final class WatchJobsService implements WatchJobs {
  private static final int MOST_SET_ASIDE = 100;

  /** A run that began within this time answers whoever asks for one. */
  private static final Duration JUST_NOW = Duration.ofSeconds(2);

  private final Engine engine;
  private final List<Schedule> schedules;

  WatchJobsService(Engine engine, List<Schedule> schedules) {
    this.engine = engine;
    this.schedules = List.copyOf(schedules);
  }

  @Override
  public JobReport report() {
    return engine
        .unitOfWork()
        .read(tx ->
            new JobReport(
                tx.jobs().recurring(schedules),
                tx.jobs().setAside(MOST_SET_ASIDE),
                tx.jobs().countSetAside()));
  }

  @Override
  public void runSoon(String name) {
    var schedule =
        schedules.stream()
            .filter(each -> each.kind().equals(name))
            .findFirst()
            .orElseThrow(() -> DomainException.notFound("recurring job"));
    engine
        .unitOfWork()
        .run(tx -> {
          tx.jobs().hasten(schedule, JUST_NOW);
          engine.wakeAfter(tx);
        });
  }

  @Override
  public void tryAgain(JobId id) {
    engine
        .unitOfWork()
        .run(tx -> {
          if (!tx.jobs().tryAgain(id)) {
            throw DomainException.notFound("set-aside job");
          }
          engine.wakeAfter(tx);
        });
  }
}

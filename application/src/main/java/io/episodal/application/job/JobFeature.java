package io.episodal.application.job;

import io.episodal.application.engine.Engine;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.in.RunJobs;
import io.episodal.domain.job.port.in.WatchJobs;
import java.util.List;

/** Makes the conversations about background work. */
public final class JobFeature {
  private JobFeature() {}

  /** The loop over these handlers, with the recurring work queued if it was not yet. */
  public static RunJobs create(Engine engine, List<JobHandler> handlers, List<Schedule> schedules) {
    var service = new JobService(engine, handlers, schedules);
    service.queueRecurring(schedules);
    return service;
  }

  /** What tells of this recurring work. */
  public static WatchJobs watch(Engine engine, List<Schedule> schedules) {
    return new WatchJobsService(engine, schedules);
  }
}

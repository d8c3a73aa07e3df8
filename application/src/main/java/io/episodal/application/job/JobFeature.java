package io.episodal.application.job;

import io.episodal.application.engine.Engine;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.in.RunJobs;
import java.util.List;

/** Makes the conversations about background work. */
public final class JobFeature {
  private JobFeature() {}

  /** The loop over these handlers; the schedules are those that recur. */
  public static RunJobs create(Engine engine, List<JobHandler> handlers, List<Schedule> schedules) {
    return new JobService(engine, handlers, schedules);
  }
}

package io.episodal.domain.job.port.in;

import io.episodal.domain.job.JobId;
import io.episodal.domain.job.JobReport;

/** For whoever operates the engine: how background work goes, and having it go now. Thread-safe. */
public interface WatchJobs {

  /** All work that recurs, and the latest hundred of the jobs that were set aside. */
  JobReport report();

  /**
   * Has work that recurs run as soon as a worker is free; not found if there is none of this name.
   * A run that waits, is under way or began less than two seconds ago is the one that was asked
   * for, so asking many times at once runs it once.
   */
  void runSoon(String name);

  /** Has a job that was set aside tried again; not found unless it is set aside. */
  void tryAgain(JobId id);
}

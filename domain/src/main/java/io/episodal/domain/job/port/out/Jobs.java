package io.episodal.domain.job.port.out;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.SetAsideJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue of background work. What is queued in a transaction exists if and only if that
 * transaction commits. A claimed job stays claimed until its transaction ends, so a crash gives it
 * back.
 */
public interface Jobs {

  /** Queues work, due at once. */
  void add(List<NewJob> jobs);

  /** Makes sure that each schedule has its one recurring job, the first run due at once. */
  void schedule(List<Schedule> schedules);

  /** Claims the due job that waits longest and that nobody else has claimed. */
  Optional<Job> claim();

  /** Ends a claimed job: it leaves the queue. */
  void finish(Job job);

  /** Keeps a claimed job, with a new payload, due again after {@code delay}. */
  void again(Job job, Map<String, String> payload, Duration delay);

  /** Ends a run of a claimed recurring job; the next run is due after {@code interval}. */
  void rest(Job job, Duration interval);

  /**
   * Counts a failed attempt of a job (its own transaction was rolled back) and makes it due again
   * after {@code delay}. Of a recurring job this is a run that failed.
   */
  void retry(Job job, Duration delay, String error);

  /** Sets a job aside after too many failures; its operation fails. */
  void setAside(Job job, String error);

  /**
   * Queues a job that was set aside again, due at once, with no failures counted; its operation has
   * failed no longer, unless another of its jobs is set aside.
   *
   * @return whether it was set aside
   */
  boolean tryAgain(JobId id);

  /**
   * Makes a recurring job due now, unless it is due, is claimed, or has begun its last run less
   * than {@code justNow} ago. Never waits for a claim to end.
   */
  void hasten(Schedule schedule, Duration justNow);

  /** How these schedules stand, by name; those that were never queued are left out. */
  List<RecurringJob> recurring(List<Schedule> schedules);

  /** The jobs that were set aside, at most {@code most}, the latest first. */
  List<SetAsideJob> setAside(int most);

  /** How many jobs are set aside. */
  long countSetAside();
}

package io.episodal.domain.job.port.out;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.Schedule;
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

  /**
   * Counts a failed attempt of a job (its own transaction was rolled back) and makes it due again
   * after {@code delay}.
   */
  void retry(Job job, Duration delay, String error);

  /** Sets a job aside after too many failures; its operation fails. */
  void setAside(Job job, String error);
}

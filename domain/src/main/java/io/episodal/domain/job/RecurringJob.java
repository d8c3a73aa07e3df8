package io.episodal.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How work that recurs stands. Immutable.
 *
 * @param lastRun what became of the last run, null before the first one has ended
 * @param nextRunAt when the next run is due; not after now while it waits for a worker or runs
 */
public record RecurringJob(Schedule schedule, @Nullable Run lastRun, Instant nextRunAt) {

  /** The last run that ended, if one has. */
  public Optional<Run> lastEnded() {
    return Optional.ofNullable(lastRun);
  }

  /**
   * A run that is over. Immutable.
   *
   * @param failure why it failed, null if it did not
   */
  public record Run(Instant beganAt, Instant endedAt, @Nullable String failure) {

    public boolean succeeded() {
      return failure == null;
    }

    public Duration took() {
      return Duration.between(beganAt, endedAt);
    }
  }
}

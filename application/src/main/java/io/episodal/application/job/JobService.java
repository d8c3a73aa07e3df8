package io.episodal.application.job;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler.Outcome;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.in.RunJobs;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Claims a job, has its handler do a step, and keeps books, all in one transaction. */
final class JobService implements RunJobs {
  private static final int MOST_ATTEMPTS = 12;

  private final Engine engine;
  private final Map<String, JobHandler> handlers;
  private final Map<String, Duration> intervals;

  JobService(Engine engine, List<JobHandler> handlers, List<Schedule> schedules) {
    this.engine = engine;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    this.intervals =
        schedules.stream()
            .collect(Collectors.toUnmodifiableMap(Schedule::kind, Schedule::interval));
  }

  void queueRecurring(List<Schedule> schedules) {
    engine.unitOfWork().run(tx -> tx.jobs().schedule(schedules));
  }

  @Override
  public void runDue() {
    while (runNext()) {
      // The next one.
    }
  }

  @Override
  public boolean runNext() {
    var claimed = new Claimed();
    var began = System.nanoTime();
    try {
      var found = engine.unitOfWork().<Boolean>write(tx -> runNext(tx, claimed));
      if (claimed.job != null) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        engine.listener().jobStepDone(claimed.job.kind(), took);
      }
      return found;
    } catch (RuntimeException e) {
      if (claimed.job == null) {
        throw e;
      }
      failed(claimed.job, e);
      return true;
    }
  }

  private boolean runNext(Transaction tx, Claimed claimed) {
    claimed.job = tx.jobs().claim().orElse(null);
    if (claimed.job == null) {
      return false;
    }
    run(tx, claimed.job);
    return true;
  }

  private void run(Transaction tx, Job job) {
    var handler = handlers.get(job.kind());
    if (handler == null) {
      throw new IllegalStateException("nothing handles jobs of kind " + job.kind());
    }
    switch (handler.step(tx, job)) {
      case Outcome.More(Map<String, String> payload) ->
          tx.jobs().again(job, payload, Duration.ZERO);
      case Outcome.Done() -> {
        var interval = intervals.get(job.kind());
        if (interval == null) {
          tx.jobs().finish(job);
        } else {
          tx.jobs().rest(job, interval);
        }
      }
    }
  }

  /** The step's own transaction was rolled back; its failure is recorded in another one. */
  private void failed(Job job, RuntimeException error) {
    var attempts = job.attempts() + 1;
    var setAside = attempts >= MOST_ATTEMPTS && !intervals.containsKey(job.kind());
    var delay = JobHandler.backoff(attempts);
    engine
        .unitOfWork()
        .run(tx -> {
          if (setAside) {
            tx.jobs().setAside(job, String.valueOf(error));
          } else {
            tx.jobs().retry(job, delay, String.valueOf(error));
          }
        });
    if (setAside) {
      engine.listener().jobSetAside(job.kind(), attempts, error);
    } else {
      engine.listener().jobWillRetry(job.kind(), attempts, delay, error);
    }
  }

  /** What a transaction that failed was about. */
  private static final class Claimed {
    private @Nullable Job job;
  }
}

package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Divides a fan-out into jobs of neighbouring lanes that threads and nodes share. */
final class FanOutPlan {
  /**
   * Users that a step is planned for: some tenth of a second of work while their lanes are locked.
   */
  private static final int AIM = 10_000;

  /** Most users of one step, should there be more of them in its lanes than in others. */
  static final int MOST = 2 * AIM;

  /**
   * Jobs of one fan-out. A step goes to the end of the queue, behind the steps of the others, so
   * this is how many steps of a large fan-out a small one waits for at most.
   */
  private static final int JOBS = 4;

  private final Engine engine;

  FanOutPlan(Engine engine) {
    this.engine = engine;
  }

  /**
   * Queues the fan-out of an event to those who followed a target when {@code cause} was queued.
   */
  void queue(Transaction tx, Job cause, NotificationId event, Set<SubscriptionTarget> targets) {
    var audience = tx.fanOut().audience(targets, cause.queuedAt());
    if (audience == 0) {
      return;
    }
    cause
        .operation()
        .ifPresent(
            operation -> tx.operations().advance(operation, new Progress(audience, 0, 0, 0, 0)));
    var width = lanesOfStep(audience);
    var lanesOfJob = Math.max(width, UserId.LANES / JOBS);
    var jobs = new ArrayList<NewJob>();
    for (int first = 0; first < UserId.LANES; first += lanesOfJob) {
      var last = Math.min(first + lanesOfJob, UserId.LANES) - 1;
      jobs.add(
          job(
              cause,
              new FanOutCheckpoint(
                  event, targets, cause.queuedAt(), LanePosition.before(first), last, width)));
    }
    tx.jobs().add(List.copyOf(jobs));
    engine.wakeAfter(tx);
  }

  /** Users are spread over the lanes evenly. */
  private static int lanesOfStep(long audience) {
    return Math.clamp((long) UserId.LANES * AIM / audience, 1, UserId.LANES);
  }

  private NewJob job(Job cause, FanOutCheckpoint checkpoint) {
    return new NewJob(
        new JobId(engine.ids().next()), FanOutStep.KIND, checkpoint.payload(), cause.operationId());
  }
}

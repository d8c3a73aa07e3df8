package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides a fan-out into jobs that threads and nodes share: one for a small audience, else one for
 * each lane.
 */
final class FanOutPlan {
  /** Most users of one step: some ten milliseconds of work while the lane is locked. */
  static final int STEP = 2_000;

  private static final int LAST_LANE = UserId.LANES - 1;

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
    var jobs = new ArrayList<NewJob>();
    if (audience <= STEP) {
      jobs.add(job(cause, event, targets, 0, LAST_LANE));
    } else {
      for (int lane = 0; lane <= LAST_LANE; lane++) {
        jobs.add(job(cause, event, targets, lane, lane));
      }
    }
    tx.jobs().add(List.copyOf(jobs));
    engine.wakeAfter(tx);
  }

  private NewJob job(
      Job cause,
      NotificationId event,
      Set<SubscriptionTarget> targets,
      int firstLane,
      int lastLane) {
    var step =
        new Step(event, targets, cause.queuedAt(), LanePosition.before(firstLane), lastLane, STEP);
    return new NewJob(
        new JobId(engine.ids().next()), FanOutStep.KIND, StepPayload.of(step), cause.operationId());
  }
}

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

/** Divides a fan-out into jobs of neighbouring lanes that threads and nodes share. */
final class FanOutPlan {
  /** Most users of one step: some tenth of a second of work while the lanes are locked. */
  static final int STEP = 10_000;

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
    var lanes = lanesOfOneStep(audience);
    for (int first = 0; first < UserId.LANES; first += lanes) {
      jobs.add(job(cause, event, targets, first, Math.min(first + lanes, UserId.LANES) - 1));
    }
    tx.jobs().add(List.copyOf(jobs));
    engine.wakeAfter(tx);
  }

  /** Users are spread over lanes evenly, so that a step covers about so many. */
  private static int lanesOfOneStep(long audience) {
    return Math.clamp((long) UserId.LANES * STEP / audience, 1, UserId.LANES);
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

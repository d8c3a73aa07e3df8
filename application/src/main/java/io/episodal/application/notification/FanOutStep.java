package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.transaction.Transaction;

/** Delivers an event to the next followers; its job's payload is the checkpoint. */
final class FanOutStep implements JobHandler {
  static final String KIND = "fan_out";

  private final Engine engine;
  private final DeliveryPolicy policy;

  FanOutStep(Engine engine, DeliveryPolicy policy) {
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var checkpoint = FanOutCheckpoint.read(job);
    var event = tx.notificationEvents().find(checkpoint.event());
    if (event.isEmpty() || isGone(tx, event.get())) {
      return Outcome.done();
    }
    var delivered = tx.fanOut().deliver(checkpoint.step(FanOutPlan.MOST), policy);
    if (delivered.notified() > 0) {
      tx.afterCommit(() -> engine.listener().usersNotified(delivered.notified()));
    }
    var limited = delivered.digested() + delivered.skipped();
    if (limited > 0) {
      var type = event.get().announcement().type().code();
      tx.afterCommit(() -> engine.listener().limitReached(type, limited));
    }
    job.operation().ifPresent(operation -> tx.operations().advance(operation, progress(delivered)));
    return checkpoint
        .past(delivered)
        .map(rest -> Outcome.more(rest.payload()))
        .orElseGet(Outcome::done);
  }

  /**
   * Whether all that it tells of was deleted. An episode that was only taken back may be released
   * again, so it is delivered on, unseen; as is what tells of more episodes than it names.
   */
  private static boolean isGone(Transaction tx, NotificationEvent event) {
    return event.retracted()
        && switch (event.announcement()) {
          case NewEpisodes told ->
              told.namesAll()
                  && !tx.episodes()
                      .anyOf(told.episodes().stream().map(EpisodeReference::id).toList());
          case NewRelease release -> tx.releases().find(release.release()).isEmpty();
        };
  }

  private static Progress progress(Delivered delivered) {
    return new Progress(0, delivered.processed(), delivered.notified(), delivered.digested(), 0);
  }
}

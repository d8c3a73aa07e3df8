package io.episodal.application.notification;

import io.episodal.application.job.JobHandler;
import io.episodal.domain.catalog.CatalogEvent.EpisodeReleased;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.Announcement.NewEpisode;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.Set;

/**
 * Announces a released episode to the followers of its release. One that was announced before,
 * taken back and released again is shown again to those who were told, and nobody is told twice.
 */
final class AnnounceEpisode implements JobHandler {
  private final FanOutPlan plan;

  AnnounceEpisode(FanOutPlan plan) {
    this.plan = plan;
  }

  @Override
  public String kind() {
    return EpisodeReleased.KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    tx.episodes()
        .findForUpdate(EpisodeReleased.from(job).episode())
        .filter(Episode::isReleased)
        .ifPresent(episode -> announce(tx, job, episode));
    return Outcome.done();
  }

  private void announce(Transaction tx, Job job, Episode episode) {
    var title = tx.releases().titleForUse(episode.release());
    if (title.isEmpty()) {
      return;
    }
    var event = new NotificationId(job.id().value());
    var announcement =
        new NewEpisode(
            episode.release(),
            title.get(),
            episode.id(),
            episode.details().title(),
            episode.details().number());
    if (tx.notificationEvents().add(event, announcement)) {
      plan.queue(tx, job, event, Set.of(new SubscriptionTarget.OfRelease(episode.release())));
    } else {
      tx.notificationEvents().restore(episode.id());
    }
  }
}

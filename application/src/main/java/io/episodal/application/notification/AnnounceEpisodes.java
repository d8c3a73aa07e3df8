package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.catalog.CatalogEvent.EpisodesReleased;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.List;
import java.util.Set;

/**
 * Announces released episodes to the followers of their release, together. One that was announced
 * before, taken back and released again is shown again to those who were told, and nobody is told
 * twice.
 */
final class AnnounceEpisodes implements JobHandler {
  private final Engine engine;
  private final FanOutPlan plan;

  AnnounceEpisodes(Engine engine, FanOutPlan plan) {
    this.engine = engine;
    this.plan = plan;
  }

  @Override
  public String kind() {
    return EpisodesReleased.KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var event = EpisodesReleased.from(job);
    var title = tx.releases().titleForUse(event.release());
    var released =
        tx.episodes().findForUpdate(event.episodes()).stream().filter(Episode::isReleased).toList();
    var here = released.stream().filter(episode -> isOf(episode, event.release())).toList();
    if (title.isPresent() && !here.isEmpty()) {
      announce(tx, job, new NewEpisodes(event.release(), title.get(), references(here)));
    }
    // those that were put into another release meanwhile are announced to its followers
    var moved = released.stream().filter(each -> !here.contains(each)).toList();
    engine.queue(tx, EpisodesReleased.of(moved), job.operationId());
    return Outcome.done();
  }

  private void announce(Transaction tx, Job job, NewEpisodes announcement) {
    tx.notificationEvents().restoreEpisodes(ids(announcement));
    var event = new NotificationId(job.id().value());
    if (tx.notificationEvents().add(event, announcement, job.queuedAt())) {
      plan.queue(tx, job, event, Set.of(new SubscriptionTarget.OfRelease(announcement.release())));
    }
  }

  private static boolean isOf(Episode episode, ReleaseId release) {
    return episode.release().equals(release);
  }

  private static List<EpisodeReference> references(List<Episode> episodes) {
    return episodes.stream()
        .map(episode ->
            new EpisodeReference(
                episode.id(), episode.details().title(), episode.details().number()))
        .toList();
  }

  private static List<EpisodeId> ids(NewEpisodes announcement) {
    return announcement.episodes().stream().map(EpisodeReference::id).toList();
  }
}

package io.episodal.application.notification;

import io.episodal.application.job.JobHandler;
import io.episodal.domain.catalog.CatalogEvent.ReleaseAdded;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.transaction.Transaction;
import java.util.HashSet;

/** Announces a new release to the followers of its genres and franchise, each of them once. */
final class AnnounceRelease implements JobHandler {
  private final FanOutPlan plan;

  AnnounceRelease(FanOutPlan plan) {
    this.plan = plan;
  }

  @Override
  public String kind() {
    return ReleaseAdded.KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var id = ReleaseAdded.from(job).release();
    if (tx.releases().titleForUse(id).isPresent()) {
      tx.releases().find(id).ifPresent(release -> announce(tx, job, release));
    }
    return Outcome.done();
  }

  private void announce(Transaction tx, Job job, Release release) {
    var targets = new HashSet<SubscriptionTarget>();
    release.genres().forEach(genre -> targets.add(new OfGenre(genre.id())));
    release.franchise().ifPresent(franchise -> targets.add(new OfFranchise(franchise.id())));
    var event = new NotificationId(job.id().value());
    if (!targets.isEmpty()
        && tx.notificationEvents()
            .add(event, new NewRelease(release.id(), release.title()), job.queuedAt())) {
      plan.queue(tx, job, event, targets);
    }
  }
}

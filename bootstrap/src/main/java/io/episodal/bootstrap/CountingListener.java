package io.episodal.bootstrap;

import io.episodal.domain.shared.port.out.Listener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts noteworthy events, and tells another listener of them. Thread-safe. */
final class CountingListener implements Listener {
  private final MeterRegistry registry;
  private final Listener next;
  private final Counter queueUnreachable;
  private final Counter transactionsRetried;
  private final Counter notified;
  private final Counter digests;
  private final Timer viewGroups;
  private final Timer viewWaits;
  private final DistributionSummary viewsTogether;
  private final Counter sharedCacheLost;

  CountingListener(MeterRegistry registry, Listener next) {
    this.registry = registry;
    this.next = next;
    queueUnreachable =
        counter("episodal.jobs.queue.unreachable", "Times the queue of work could not be read");
    transactionsRetried =
        counter("episodal.transactions.retried", "Transactions tried again after a deadlock");
    notified = counter("episodal.notifications.delivered", "Notifications put into an inbox");
    viewGroups =
        timer("episodal.views.groups", "Groups of views that were committed, and the time");
    viewWaits = timer("episodal.views.waits", "How long a group's first caller waited for it");
    viewsTogether =
        DistributionSummary.builder("episodal.views.together")
            .description("Views of a group")
            .register(registry);
    digests = counter("episodal.digests.delivered", "Digests put into an inbox");
    sharedCacheLost = counter("episodal.cache.lost", "Times the cache that nodes share was lost");
  }

  @Override
  public void jobStepDone(String kind, Duration took) {
    Timer.builder("episodal.jobs.steps")
        .description("Steps of background work that were done")
        .tag("kind", kind)
        .register(registry)
        .record(took);
    next.jobStepDone(kind, took);
  }

  @Override
  public void jobWillRetry(String kind, int attempts, Duration delay, Throwable cause) {
    ofKind("episodal.jobs.failed", "Steps that failed and are tried again", kind).increment();
    next.jobWillRetry(kind, attempts, delay, cause);
  }

  @Override
  public void jobSetAside(String kind, int attempts, Throwable cause) {
    ofKind("episodal.jobs.set.aside", "Jobs that failed too often and were set aside", kind)
        .increment();
    next.jobSetAside(kind, attempts, cause);
  }

  @Override
  public void queueUnreachable(Throwable cause) {
    queueUnreachable.increment();
    next.queueUnreachable(cause);
  }

  @Override
  public void usersNotified(long users) {
    notified.increment((double) users);
    next.usersNotified(users);
  }

  @Override
  public void digestsDelivered(long users) {
    digests.increment((double) users);
    next.digestsDelivered(users);
  }

  @Override
  public void limitReached(String type, long users) {
    Counter.builder("episodal.notifications.held.back")
        .description("Notifications over the limit of their user")
        .tag("type", type)
        .register(registry)
        .increment((double) users);
    next.limitReached(type, users);
  }

  @Override
  public void viewsRecorded(int requests, int views, Duration waited, Duration took) {
    viewGroups.record(took);
    viewWaits.record(waited);
    viewsTogether.record(views);
    next.viewsRecorded(requests, views, waited, took);
  }

  @Override
  public void transactionRetried() {
    transactionsRetried.increment();
    next.transactionRetried();
  }

  @Override
  public void sharedCacheLost(Throwable cause) {
    sharedCacheLost.increment();
    next.sharedCacheLost(cause);
  }

  @Override
  public void sharedCacheRegained() {
    next.sharedCacheRegained();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name).description(description).register(registry);
  }

  private Counter ofKind(String name, String description, String kind) {
    return Counter.builder(name).description(description).tag("kind", kind).register(registry);
  }
}

package io.episodal.application;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.Wording;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.testkit.InMemoryPersistence;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** An engine over memory, used by its public door; its background work runs when it is told to. */
abstract class EngineTest {
  final SettableClock clock = new SettableClock();
  final SequentialIds ids = new SequentialIds();
  final Episodal episodal =
      Episodal.builder()
          .persistence(new InMemoryPersistence(clock))
          .clock(clock)
          .ids(ids)
          .backgroundThreads(0)
          .build();

  /** The first run of the recurring jobs, so that none of them comes due with what a test does. */
  @BeforeEach
  final void runRecurringJobs() {
    episodal.jobs().runDue();
  }

  final GenreId genre(String name) {
    return episodal.catalog().genres().create(new Named(name, null)).id();
  }

  /** How many releases there are. */
  final long releases() {
    return episodal.catalog().browse().releases(ReleaseQuery.all(), PageRequest.first(1)).total();
  }

  /** A new user who follows this. */
  final UserId follower(SubscriptionTarget target) {
    var user = new UserId(ids.next());
    episodal.subscriptions().subscribe(user, target);
    return user;
  }

  /** The messages in a user's inbox, the latest first. */
  final List<String> told(UserId user) {
    return episodal
        .notifications()
        .notifications(user, InboxFilter.ALL, PageRequest.first(100))
        .page()
        .items()
        .stream()
        .map(notification -> Wording.of(notification.content(), Language.ENGLISH).message())
        .toList();
  }
}

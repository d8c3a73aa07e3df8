package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A release, a user who follows it, and the inbox in which its episodes are told of. */
abstract class OneInboxContract extends PersistenceContract {
  static final DeliveryPolicy GENEROUS =
      new DeliveryPolicy(1_000, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);

  Newsroom newsroom;
  SubscriptionTarget release;
  UserId user;

  @BeforeEach
  final void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    user = follower();
  }

  final void retract(EpisodeReference episode) {
    run(tx -> tx.notificationEvents().retractEpisodes(List.of(episode.id()), clock.instant()));
  }

  final UserId follower() {
    var follower = samples.user();
    newsroom.follow(follower, release);
    return follower;
  }

  final NotificationId tell() {
    var event = newsroom.episodeOf(release);
    newsroom.tell(event, GENEROUS, release);
    return event;
  }

  final InboxPage page(UserId whose, PageRequest request) {
    return read(tx -> tx.inbox().page(whose, InboxFilter.ALL, request));
  }

  final long unread(UserId whose) {
    return read(tx -> tx.inbox().unreadCount(whose));
  }

  final boolean markRead(UserId whose, NotificationId id) {
    return write(tx -> tx.inbox().markRead(whose, id, clock.instant()));
  }

  final boolean hide(UserId whose, NotificationId id) {
    return write(tx -> tx.inbox().hide(whose, id, clock.instant()));
  }
}

package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;

/** The notifications of one user, the latest first, all of them or the unread ones. */
final class ChangingInbox extends ChangingList {
  private static final DeliveryPolicy POLICY =
      new DeliveryPolicy(1_000, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);

  private final UnitOfWork unitOfWork;
  private final SettableClock clock;
  private final Newsroom newsroom;
  private final SubscriptionTarget release;
  private final UserId user;
  private final InboxFilter filter;

  ChangingInbox(
      UnitOfWork unitOfWork,
      SettableClock clock,
      SequentialIds ids,
      Random random,
      InboxFilter filter) {
    super(random);
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.filter = filter;
    newsroom = new Newsroom(unitOfWork, clock, ids);
    release = newsroom.aRelease();
    user = new UserId(ids.next());
    newsroom.follow(user, release);
    newsroom.follow(new UserId(ids.next()), release);
  }

  @Override
  Page<UUID> page(PageRequest request) {
    return ids(
        unitOfWork.read(tx -> tx.inbox().page(user, filter, request)).page(),
        (Notification n) -> n.id().value());
  }

  @Override
  void add() {
    clock.advance(Duration.ofSeconds(random.nextInt(2)));
    var event = newsroom.episodeOf(release);
    newsroom.tell(event, POLICY, release);
    came(event.value());
  }

  @Override
  void remove(UUID id) {
    unitOfWork.write(tx -> tx.inbox().hide(user, new NotificationId(id), clock.instant()));
    left(id);
  }

  @Override
  void edit(UUID id) {
    unitOfWork.write(tx -> tx.inbox().markRead(user, new NotificationId(id), clock.instant()));
    if (filter.unreadOnly()) {
      left(id);
    }
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Follows, announces and delivers over a store, as the engine would. Thread-safe. */
final class Newsroom {
  private static final int LAST_LANE = UserId.LANES - 1;
  private static final int STEP = 1_000;
  private static final Delivered NOTHING = new Delivered(0, 0, 0, null);

  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final IdGenerator ids;
  private final AtomicInteger episodes = new AtomicInteger();

  Newsroom(UnitOfWork unitOfWork, Clock clock, IdGenerator ids) {
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.ids = ids;
  }

  SubscriptionTarget aRelease() {
    return new SubscriptionTarget.OfRelease(new ReleaseId(ids.next()));
  }

  void follow(UserId user, SubscriptionTarget... targets) {
    unitOfWork.run(tx -> {
      for (var target : targets) {
        if (tx.subscriptions().activate(new SubscriptionId(ids.next()), user, target).isEmpty()) {
          throw new AssertionError("followed already: " + target);
        }
      }
    });
  }

  /** Stops following a target; false if the user does not. */
  boolean unfollow(UserId user, SubscriptionTarget target) {
    return unitOfWork.write(tx ->
        tx.subscriptions().page(user, PageRequest.first(PageRequest.MOST)).items().stream()
            .filter(subscription -> subscription.target().equals(target))
            .anyMatch(subscription -> tx.subscriptions().deactivate(user, subscription.id())));
  }

  /** Records the next episode of a release; nobody is told yet. */
  NotificationId episodeOf(SubscriptionTarget release) {
    return record(nextEpisode(release));
  }

  List<NotificationId> episodesOf(SubscriptionTarget release, int count) {
    return IntStream.range(0, count).mapToObj(each -> episodeOf(release)).toList();
  }

  Announcement.NewEpisodes nextEpisode(SubscriptionTarget release) {
    return nextEpisodes(release, 1);
  }

  /** Episodes that are announced together. */
  Announcement.NewEpisodes nextEpisodes(SubscriptionTarget release, int count) {
    return new Announcement.NewEpisodes(
        new ReleaseId(release.value()),
        "A \"release\" 名",
        IntStream.range(0, count).mapToObj(each -> nextReference()).toList());
  }

  private EpisodeReference nextReference() {
    var number = episodes.incrementAndGet();
    return new EpisodeReference(new EpisodeId(ids.next()), "Title of " + number, number);
  }

  NotificationId record(Announcement announcement) {
    var id = new NotificationId(ids.next());
    unitOfWork.run(tx -> {
      if (!tx.notificationEvents().add(id, announcement, clock.instant())) {
        throw new AssertionError("was announced before: " + announcement);
      }
    });
    return id;
  }

  /** Takes back all that an event tells of. */
  void retract(NotificationId event) {
    unitOfWork.run(
        tx -> tx.notificationEvents().retractEpisodes(episodesOf(event), clock.instant()));
  }

  void restore(NotificationId event) {
    unitOfWork.run(tx -> tx.notificationEvents().restoreEpisodes(episodesOf(event)));
  }

  private List<EpisodeId> episodesOf(NotificationId event) {
    return ((Announcement.NewEpisodes) announcement(event))
        .episodes().stream().map(EpisodeReference::id).toList();
  }

  Announcement announcement(NotificationId event) {
    return unitOfWork.read(tx -> tx.notificationEvents().find(event)).orElseThrow().announcement();
  }

  /** Delivers an event to all followers. */
  Delivered tell(NotificationId event, DeliveryPolicy policy, SubscriptionTarget... targets) {
    return tellInSteps(STEP, event, policy, targets);
  }

  /** Delivers an event to all followers, at most {@code most} of them in a transaction. */
  Delivered tellInSteps(
      int most, NotificationId event, DeliveryPolicy policy, SubscriptionTarget... targets) {
    var total = NOTHING;
    LanePosition place = LanePosition.before(0);
    while (place != null) {
      var done = step(event, Set.of(targets), clock.instant(), place, most, policy);
      assertNotEquals(place, done.reached(), "the fan-out does not move on");
      total = sum(total, done);
      place = done.reached();
    }
    return total;
  }

  /** The counts of both; it ends where the first does. */
  static Delivered sum(Delivered one, Delivered other) {
    return new Delivered(
        one.notified() + other.notified(),
        one.digested() + other.digested(),
        one.skipped() + other.skipped(),
        one.muted() + other.muted(),
        one.reached());
  }

  /** Delivers to the next {@code most} followers, in a transaction of its own. */
  Delivered step(
      NotificationId event,
      Set<SubscriptionTarget> targets,
      Instant since,
      LanePosition after,
      int most,
      DeliveryPolicy policy) {
    return unitOfWork.write(
        tx -> tx.fanOut().deliver(new Step(event, targets, since, after, LAST_LANE, most), policy));
  }

  Set<Integer> lanesWithDueDigests() {
    return unitOfWork.read(tx -> tx.fanOut().lanesWithDueDigests());
  }

  /** Delivers all digests that are due and answers how many users were looked at. */
  long tellDigests(DeliveryPolicy policy) {
    var looked = 0L;
    for (var lane : lanesWithDueDigests()) {
      looked += tellDigests(lane, policy, STEP);
    }
    return looked;
  }

  long tellDigests(int lane, DeliveryPolicy policy, int most) {
    return unitOfWork.write(tx -> tx.fanOut().deliverDigests(lane, policy, ids, most));
  }

  /** Everything in a user's inbox, the latest first. */
  List<Notification> inbox(UserId user) {
    return list(user, InboxFilter.ALL);
  }

  /** All of a user's notifications that a filter wants, the latest first. */
  List<Notification> list(UserId user, InboxFilter filter) {
    var all = new ArrayList<Notification>();
    var request = PageRequest.first(PageRequest.MOST);
    while (request != null) {
      var asked = request;
      var page = unitOfWork.read(tx -> tx.inbox().page(user, filter, asked)).page();
      all.addAll(page.items());
      assertTrue(all.size() <= page.total(), "the pages do not end");
      request = next(page.nextCursor());
    }
    return all;
  }

  /** The ids in a user's inbox, the earliest first. */
  List<NotificationId> told(UserId user) {
    return inbox(user).reversed().stream().map(Notification::id).toList();
  }

  /** The digests in a user's inbox, the earliest first. */
  List<Content.Digest> digests(UserId user) {
    return inbox(user).reversed().stream()
        .map(Notification::content)
        .filter(Content.Digest.class::isInstance)
        .map(Content.Digest.class::cast)
        .toList();
  }

  private static @Nullable PageRequest next(@Nullable Cursor cursor) {
    return cursor == null ? null : new PageRequest(0, PageRequest.MOST, cursor);
  }
}

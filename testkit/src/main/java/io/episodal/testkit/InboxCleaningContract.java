package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read or deleted long ago leaves the store, a portion after the other. */
public abstract class InboxCleaningContract extends PersistenceContract {
  private static final Duration LONG_AGO = Duration.ofDays(31);

  private Newsroom newsroom;
  private SubscriptionTarget release;
  private UserId user;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    user = samples.user();
    newsroom.follow(user, release);
  }

  @Test
  void onlyWhatIsSettledAndOldIsRemoved() {
    var read = tell();
    var hidden = tell();
    var unread = tell();
    markRead(user, read);
    hide(user, hidden);
    clock.advance(LONG_AGO);
    var recent = tell();
    markRead(user, recent);

    assertEquals(2, removeSettled(clock.instant()));

    assertEquals(List.of(unread, recent), newsroom.told(user));
    assertEquals(0, removeSettled(clock.instant()));
  }

  @Test
  void whatWasReadLatelyIsNotRemovedYet() {
    var event = tell();
    clock.advance(LONG_AGO);
    var before = clock.instant();
    markRead(user, event);

    assertEquals(0, removeSettled(before));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(1, removeSettled(clock.instant()));
  }

  @Test
  void removesFromOneLaneOnly() {
    var neighbour = samples.userInLane((user.lane() + 1) % UserId.LANES);
    newsroom.follow(neighbour, release);
    var event = tell();
    markRead(user, event);
    markRead(neighbour, event);
    clock.advance(LONG_AGO);

    assertEquals(1, removeSettled(clock.instant()));

    assertEquals(List.of(), newsroom.told(user));
    assertEquals(List.of(event), newsroom.told(neighbour));
  }

  @Test
  void removesInPortionsOfWholeInboxes() {
    var users = Stream.generate(() -> samples.userInLane(user.lane())).limit(5).toList();
    users.forEach(each -> newsroom.follow(each, release));
    for (int i = 0; i < 2; i++) {
      var event = tell();
      users.forEach(each -> markRead(each, event));
    }
    clock.advance(LONG_AGO);

    var counts = new ArrayList<Long>();
    LanePosition place = LanePosition.before(user.lane());
    while (place != null) {
      var after = place;
      var removed = write(tx -> tx.inbox().removeSettled(after, clock.instant(), 3));
      counts.add(removed.count());
      place = removed.reached();
    }

    assertEquals(10, counts.stream().mapToLong(Long::longValue).sum());
    assertTrue(counts.stream().allMatch(count -> count <= 4), counts.toString());
    users.forEach(each -> assertEquals(List.of(), newsroom.told(each)));
    assertEquals(2, newsroom.told(user).size());
  }

  private NotificationId tell() {
    var event = newsroom.episodeOf(release);
    newsroom.tell(event, USUAL, release);
    return event;
  }

  private void markRead(UserId whose, NotificationId id) {
    run(tx -> tx.inbox().markRead(whose, id, clock.instant()));
  }

  private void hide(UserId whose, NotificationId id) {
    run(tx -> tx.inbox().hide(whose, id, clock.instant()));
  }

  private long removeSettled(Instant before) {
    var lane = LanePosition.before(user.lane());
    var removed = write(tx -> tx.inbox().removeSettled(lane, before, 1_000));
    assertEquals(Optional.empty(), removed.next());
    return removed.count();
  }
}

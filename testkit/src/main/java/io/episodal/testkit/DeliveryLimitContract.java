package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is told more often than the policy allows, whatever happens at the same time. */
public abstract class DeliveryLimitContract extends PersistenceContract {
  private static final DeliveryPolicy SKIPPING =
      new DeliveryPolicy(5, Duration.ofHours(1), Overflow.SKIP);
  private static final Duration TICK = Duration.ofNanos(1_000);

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
  void ofTwelveAnnouncementsFiveAreDeliveredAndSevenHeldBack() {
    var events = newsroom.episodesOf(release, 12);

    var delivered = events.stream().map(event -> newsroom.tell(event, USUAL, release)).toList();

    assertEquals(5, delivered.stream().mapToLong(Delivered::notified).sum());
    assertEquals(7, delivered.stream().mapToLong(Delivered::digested).sum());
    assertEquals(new Delivered(0, 1, 0, null), delivered.getLast());
    assertEquals(events.subList(0, 5), newsroom.told(user));
  }

  @Test
  void whatIsSkippedIsNeverTold() {
    var events = newsroom.episodesOf(release, 12);

    var delivered = events.stream().map(event -> newsroom.tell(event, SKIPPING, release)).toList();
    clock.advance(Duration.ofDays(2));

    assertEquals(7, delivered.stream().mapToLong(Delivered::skipped).sum());
    assertEquals(new Delivered(0, 0, 1, null), delivered.getLast());
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    assertEquals(events.subList(0, 5), newsroom.told(user));
  }

  @Test
  void theWindowRolls() {
    var start = clock.instant();
    for (int minute = 0; minute < 50; minute += 10) {
      clock.set(start.plus(Duration.ofMinutes(minute)));
      assertTrue(isTold());
    }

    clock.set(start.plus(SKIPPING.window()).minus(TICK));
    assertFalse(isTold());

    clock.set(start.plus(SKIPPING.window()));
    assertTrue(isTold());
    assertFalse(isTold());

    clock.set(start.plus(SKIPPING.window()).plus(Duration.ofMinutes(10)));
    assertTrue(isTold());
    assertFalse(isTold());
  }

  @Test
  void theLimitIsThatOfThePolicy() {
    var strict = new DeliveryPolicy(1, Duration.ofSeconds(90), Overflow.SKIP);
    var first = newsroom.tell(newsroom.episodeOf(release), strict, release);
    clock.advance(Duration.ofSeconds(89));
    var early = newsroom.tell(newsroom.episodeOf(release), strict, release);
    clock.advance(Duration.ofSeconds(1));
    var later = newsroom.tell(newsroom.episodeOf(release), strict, release);

    assertEquals(
        List.of(1L, 0L, 1L), Stream.of(first, early, later).map(Delivered::notified).toList());
  }

  @Test
  void theLimitCountsAllThatAUserFollows() {
    var other = newsroom.aRelease();
    newsroom.follow(user, other);
    newsroom.episodesOf(release, 4).forEach(event -> newsroom.tell(event, USUAL, release));

    var fifth = newsroom.tell(newsroom.episodeOf(other), USUAL, other);
    var sixth = newsroom.tell(newsroom.episodeOf(other), USUAL, other);

    assertEquals(1, fifth.notified());
    assertEquals(1, sixth.digested());
  }

  @Test
  void onlyThoseAtTheirLimitAreHeldBack() {
    newsroom.episodesOf(release, 5).forEach(event -> newsroom.tell(event, USUAL, release));
    var newcomers = samples.users(9);
    newcomers.forEach(newcomer -> newsroom.follow(newcomer, release));
    var event = newsroom.episodeOf(release);

    assertEquals(new Delivered(9, 1, 0, null), newsroom.tell(event, USUAL, release));
  }

  @Test
  void whatWasReadHiddenOrRetractedStillCounts() {
    var events = newsroom.episodesOf(release, 5);
    events.forEach(event -> newsroom.tell(event, USUAL, release));
    newsroom.retract(events.getFirst());
    run(tx -> assertTrue(tx.inbox().hide(user, events.get(1), clock.instant())));
    run(tx -> assertTrue(tx.inbox().markRead(user, events.get(2), clock.instant())));

    assertFalse(isTold());
    assertEquals(events.subList(2, 5), newsroom.told(user));
  }

  @Test
  void aClockThatGoesBackNeitherReordersNorLiftsTheLimit() {
    var stamped = clock.instant();
    var events = newsroom.episodesOf(release, 5);
    events.subList(0, 4).forEach(event -> newsroom.tell(event, SKIPPING, release));
    clock.advance(Duration.ofMinutes(-1));
    assertTrue(newsroom.unfollow(user, release));
    newsroom.follow(user, release);
    newsroom.tell(events.getLast(), SKIPPING, release);
    clock.advance(Duration.ofHours(-3));
    assertTrue(newsroom.unfollow(user, release));
    newsroom.follow(user, release);

    assertFalse(isTold());
    assertEquals(events, newsroom.told(user));
    assertEquals(
        Stream.iterate(stamped, stamp -> stamp.plus(TICK)).limit(5).toList(),
        newsroom.inbox(user).reversed().stream().map(Notification::deliveredAt).toList());
  }

  @Test
  void racingFanOutsNeverExceedTheLimit() {
    var followers = new ArrayList<>(samples.users(40));
    followers.forEach(follower -> newsroom.follow(follower, release));
    followers.add(user);
    var events = newsroom.episodesOf(release, 12);

    var delivered = Race.of(4, thread -> () -> tellAll(events.subList(thread * 3, thread * 3 + 3)));

    assertEquals(41 * 5, delivered.stream().mapToLong(Delivered::notified).sum());
    assertEquals(41 * 7, delivered.stream().mapToLong(Delivered::digested).sum());
    followers.forEach(follower -> assertEquals(5, newsroom.told(follower).size()));
    clock.advance(USUAL.window().plusSeconds(1));
    assertEquals(41, newsroom.tellDigests(USUAL));
    followers.forEach(
        follower -> assertEquals(7, newsroom.digests(follower).getFirst().items().size()));
  }

  @Test
  void racingFanOutsOverAMovingClockKeepTheLimitInEveryWindow() {
    var random = new Random(7);
    var followers = samples.users(10);
    followers.forEach(follower -> newsroom.follow(follower, release));
    var told = newsroom.episodesOf(release, 60);

    for (int round = 0; round < 60; round += 4) {
      var four = told.subList(round, round + 4);
      Race.of(4, thread -> () -> newsroom.tell(four.get(thread), SKIPPING, release));
      clock.advance(Duration.ofMinutes(random.nextInt(25)));
    }

    followers.forEach(this::assertLimitKept);
  }

  private boolean isTold() {
    return newsroom.tell(newsroom.episodeOf(release), SKIPPING, release).notified() == 1;
  }

  private Delivered tellAll(List<NotificationId> events) {
    return events.stream()
        .map(event -> newsroom.tellInSteps(7, event, USUAL, release))
        .reduce(Newsroom::sum)
        .orElseThrow();
  }

  private void assertLimitKept(UserId follower) {
    List<Instant> stamps =
        newsroom.inbox(follower).reversed().stream().map(Notification::deliveredAt).toList();
    for (int i = 0; i + SKIPPING.limit() < stamps.size(); i++) {
      var next = stamps.get(i + SKIPPING.limit());
      assertFalse(
          stamps.get(i).isAfter(next.minus(SKIPPING.window())), "told too often: " + stamps);
    }
  }
}

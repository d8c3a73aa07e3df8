package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.AtMost;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.Exempt;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is told more often than the policy allows, whatever happens at the same time. */
public abstract class DeliveryLimitContract extends OverflowContract {
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

    var delivered = events.stream().map(event -> newsroom.tell(event, usual(), release)).toList();

    assertEquals(5, delivered.stream().mapToLong(Delivered::notified).sum());
    assertEquals(0, delivered.stream().mapToLong(Delivered::muted).sum());
    assertEquals(told(0, 1), delivered.getLast());
    assertEquals(events.subList(0, 5), newsroom.told(user));
  }

  @Test
  void whatIsSkippedIsNeverToldAndTheRestIsInADigest() {
    var events = newsroom.episodesOf(release, 12);
    events.forEach(event -> newsroom.tell(event, usual(), release));
    clock.advance(Duration.ofDays(2));

    newsroom.tellDigests(usual());

    assertEquals(
        switch (overflow) {
          case DIGEST ->
              List.of(
                  new Content.Digest(
                      events.subList(5, 12).stream().map(newsroom::announcement).toList()));
          case SKIP -> List.of();
        },
        newsroom.digests(user));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
  }

  @Test
  void theWindowRolls() {
    var start = clock.instant();
    for (int minute = 0; minute < 50; minute += 10) {
      clock.set(start.plus(Duration.ofMinutes(minute)));
      assertTrue(isTold());
    }

    clock.set(start.plus(usual().window()).minus(TICK));
    assertFalse(isTold());

    clock.set(start.plus(usual().window()));
    assertTrue(isTold());
    assertFalse(isTold());

    clock.set(start.plus(usual().window()).plus(Duration.ofMinutes(10)));
    assertTrue(isTold());
    assertFalse(isTold());
  }

  @Test
  void theLimitIsThatOfThePolicy() {
    var strict = new DeliveryPolicy(1, Duration.ofSeconds(90), overflow);
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
    newsroom.episodesOf(release, 4).forEach(event -> newsroom.tell(event, usual(), release));

    var fifth = newsroom.tell(newsroom.episodeOf(other), usual(), other);
    var sixth = newsroom.tell(newsroom.episodeOf(other), usual(), other);

    assertEquals(1, fifth.notified());
    assertEquals(told(0, 1), sixth);
  }

  @Test
  void onlyThoseAtTheirLimitAreHeldBack() {
    newsroom.episodesOf(release, 5).forEach(event -> newsroom.tell(event, usual(), release));
    var newcomers = samples.users(9);
    newcomers.forEach(newcomer -> newsroom.follow(newcomer, release));
    var event = newsroom.episodeOf(release);

    assertEquals(told(9, 1), newsroom.tell(event, usual(), release));
  }

  @Test
  void whatWasReadHiddenOrRetractedStillCounts() {
    var events = newsroom.episodesOf(release, 5);
    events.forEach(event -> newsroom.tell(event, usual(), release));
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
    events.subList(0, 4).forEach(event -> newsroom.tell(event, usual(), release));
    clock.advance(Duration.ofMinutes(-1));
    assertTrue(newsroom.unfollow(user, release));
    newsroom.follow(user, release);
    newsroom.tell(events.getLast(), usual(), release);
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
    assertEquals(41 * 7, delivered.stream().mapToLong(DeliveryLimitContract::heldBack).sum());
    followers.forEach(follower -> assertEquals(5, newsroom.told(follower).size()));
    clock.advance(usual().window().plusSeconds(1));
    var digests = overflow == Overflow.DIGEST ? 1 : 0;
    assertEquals(41L * digests, newsroom.tellDigests(usual()));
    for (var follower : followers) {
      assertEquals(digests, newsroom.digests(follower).size());
      newsroom.digests(follower).forEach(digest -> assertEquals(7, digest.items().size()));
    }
  }

  @Test
  void racingFanOutsOverAMovingClockKeepTheLimitInEveryWindow() {
    var random = new Random(7);
    var followers = samples.users(10);
    followers.forEach(follower -> newsroom.follow(follower, release));
    var told = newsroom.episodesOf(release, 60);

    for (int round = 0; round < 60; round += 4) {
      var four = told.subList(round, round + 4);
      Race.of(4, thread -> () -> newsroom.tell(four.get(thread), usual(), release));
      clock.advance(Duration.ofMinutes(random.nextInt(25)));
    }

    followers.forEach(this::assertLimitKept);
  }

  @Test
  void aTypeCanHaveALimitOfItsOwnWhichCountsInTheWhole() {
    var policy = policy(Map.of(NotificationType.NEW_RELEASE, new AtMost(2)));

    var releases = Stream.generate(() -> tellRelease(policy)).limit(3).toList();
    var episodes = Stream.generate(() -> tellEpisode(policy)).limit(4).toList();

    assertEquals(List.of(told(1, 0), told(1, 0), told(0, 1)), releases);
    assertEquals(List.of(told(1, 0), told(1, 0), told(1, 0), told(0, 1)), episodes);
  }

  @Test
  void aTypeFreesItsSlotWhenTheOldestOfItLeavesTheWindow() {
    var policy = policy(Map.of(NotificationType.NEW_RELEASE, new AtMost(1)));
    tellRelease(policy);
    clock.advance(policy.window().minus(TICK));

    assertEquals(told(0, 1), tellRelease(policy));
    clock.advance(TICK);

    assertEquals(told(1, 0), tellRelease(policy));
  }

  @Test
  void whatIsExemptIsAlwaysToldAndCountsForNothing() {
    var policy = policy(Map.of(NotificationType.NEW_RELEASE, new Exempt()));

    for (int i = 0; i < 7; i++) {
      assertEquals(told(1, 0), tellRelease(policy));
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(told(1, 0), tellEpisode(policy));
    }
    assertEquals(told(0, 1), tellEpisode(policy));
    assertEquals(told(1, 0), tellRelease(policy));
  }

  @Test
  void aDigestKeepsToTheLimitOfItsType() {
    var policy =
        policy(
            Map.of(
                NotificationType.NEW_EPISODE, new AtMost(1),
                NotificationType.DIGEST, new AtMost(1)));
    tellEpisode(policy);
    tellEpisode(policy);
    clock.advance(policy.window());
    newsroom.tellDigests(policy);
    tellEpisode(policy);
    tellEpisode(policy);
    clock.advance(policy.window().minusSeconds(1));
    newsroom.tellDigests(policy);
    var early = newsroom.digests(user).size();

    clock.advance(Duration.ofSeconds(2));
    newsroom.tellDigests(policy);

    assertEquals(overflow == Overflow.DIGEST ? 1 : 0, early);
    assertEquals(overflow == Overflow.DIGEST ? 2 : 0, newsroom.digests(user).size());
  }

  private DeliveryPolicy policy(Map<NotificationType, DeliveryPolicy.TypeLimit> types) {
    return new DeliveryPolicy(usual().limit(), usual().window(), overflow, types);
  }

  private Delivered tellEpisode(DeliveryPolicy policy) {
    return newsroom.tell(newsroom.episodeOf(release), policy, release);
  }

  private Delivered tellRelease(DeliveryPolicy policy) {
    var added = new Announcement.NewRelease(new ReleaseId(ids.next()), "Added");
    return newsroom.tell(newsroom.record(added), policy, release);
  }

  /** What became of a step that met some users below their limit and some at it. */
  private Delivered told(long below, long at) {
    return switch (overflow) {
      case DIGEST -> new Delivered(below, at, 0, null);
      case SKIP -> new Delivered(below, 0, at, null);
    };
  }

  private static long heldBack(Delivered delivered) {
    return delivered.digested() + delivered.skipped();
  }

  private boolean isTold() {
    return newsroom.tell(newsroom.episodeOf(release), usual(), release).notified() == 1;
  }

  private Delivered tellAll(List<NotificationId> events) {
    return events.stream()
        .map(event -> newsroom.tellInSteps(7, event, usual(), release))
        .reduce(Newsroom::sum)
        .orElseThrow();
  }

  private void assertLimitKept(UserId follower) {
    List<Instant> stamps =
        newsroom.inbox(follower).reversed().stream().map(Notification::deliveredAt).toList();
    for (int i = 0; i + usual().limit() < stamps.size(); i++) {
      var next = stamps.get(i + usual().limit());
      assertFalse(stamps.get(i).isAfter(next.minus(usual().window())), "told too often: " + stamps);
    }
  }
}

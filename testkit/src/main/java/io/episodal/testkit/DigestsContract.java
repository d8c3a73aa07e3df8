package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was held back at the limit is told together as soon as the limit allows it. */
public abstract class DigestsContract extends PersistenceContract {
  private static final Duration TICK = Duration.ofNanos(1_000);
  private static final int LANE = 9;

  private Newsroom newsroom;
  private SubscriptionTarget release;
  private UserId user;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    user = samples.userInLane(LANE);
    newsroom.follow(user, release);
  }

  @Test
  void isDueWhenTheOldestOfTheLatestFiveLeavesTheWindow() {
    var start = clock.instant();
    for (int minute = 0; minute < 5; minute++) {
      clock.set(start.plus(Duration.ofMinutes(minute)));
      tellEpisodes(1);
    }
    clock.set(start.plus(Duration.ofMinutes(10)));
    tellEpisodes(2);

    clock.set(start.plus(USUAL.window()).minus(TICK));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    assertEquals(0, newsroom.tellDigests(LANE, USUAL, 100));

    clock.set(start.plus(USUAL.window()));
    assertEquals(Set.of(LANE), newsroom.lanesWithDueDigests());
  }

  @Test
  void tellsEverythingThatWaitedTheOldestFirst() {
    var events = tellEpisodes(12);
    clock.advance(USUAL.window());

    assertEquals(1, newsroom.tellDigests(LANE, USUAL, 100));

    var told = newsroom.inbox(user).getFirst();
    var items = events.subList(5, 12).stream().map(newsroom::announcement).toList();
    assertEquals(new Content.Digest(items), told.content());
    assertEquals(items.getLast().relatedId(), told.content().relatedId());
    assertEquals(clock.instant(), told.deliveredAt());
    assertFalse(told.isRead());
    assertEquals(6, newsroom.inbox(user).size());
    assertEquals(6, read(tx -> tx.inbox().unreadCount(user)).longValue());
  }

  @Test
  void tellsOfEpisodesAndReleasesAlike() {
    tellEpisodes(5);
    var episode = tellEpisodes(1).getFirst();
    var added =
        newsroom.record(new Announcement.NewRelease(new ReleaseId(ids.next()), "Brand \"new\""));
    newsroom.tell(added, USUAL, release);
    clock.advance(USUAL.window());

    newsroom.tellDigests(USUAL);

    assertEquals(
        List.of(newsroom.announcement(episode), newsroom.announcement(added)),
        newsroom.digests(user).getFirst().items());
  }

  @Test
  void isToldOnce() {
    tellEpisodes(7);
    clock.advance(USUAL.window());
    newsroom.tellDigests(LANE, USUAL, 100);

    clock.advance(Duration.ofDays(1));

    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    assertEquals(0, newsroom.tellDigests(LANE, USUAL, 100));
    assertEquals(1, newsroom.digests(user).size());
  }

  @Test
  void countsForTheLimit() {
    tellEpisodes(6);
    clock.advance(USUAL.window());
    newsroom.tellDigests(USUAL);

    var events = tellEpisodes(5);

    assertTrue(newsroom.told(user).containsAll(events.subList(0, 4)));
    assertFalse(newsroom.told(user).contains(events.getLast()));
  }

  @Test
  void waitsOnWhenTheUserIsAtTheLimitAgain() {
    var held = tellEpisodes(6).getLast();
    clock.advance(USUAL.window());
    tellEpisodes(5);

    assertEquals(1, newsroom.tellDigests(LANE, USUAL, 100));
    assertEquals(List.of(), newsroom.digests(user));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());

    clock.advance(USUAL.window().minus(TICK));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());

    clock.advance(TICK);
    assertEquals(1, newsroom.tellDigests(LANE, USUAL, 100));
    assertEquals(
        List.of(new Content.Digest(List.of(newsroom.announcement(held)))), newsroom.digests(user));
  }

  @Test
  void leavesOutWhatWasRetracted() {
    var events = tellEpisodes(8);
    newsroom.retract(events.get(6));
    clock.advance(USUAL.window());

    newsroom.tellDigests(USUAL);

    assertEquals(
        Stream.of(events.get(5), events.get(7)).map(newsroom::announcement).toList(),
        newsroom.digests(user).getFirst().items());
  }

  @Test
  void tellsNothingWhenEverythingWasRetracted() {
    var events = tellEpisodes(7);
    newsroom.retract(events.get(5));
    newsroom.retract(events.get(6));
    clock.advance(USUAL.window());

    newsroom.tellDigests(LANE, USUAL, 100);

    assertEquals(List.of(), newsroom.digests(user));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    assertEquals(5, tellEpisodes(5).stream().filter(newsroom.told(user)::contains).count());
  }

  @Test
  void includesWhatWasRetractedAndRestored() {
    var held = tellEpisodes(6).getLast();
    newsroom.retract(held);
    newsroom.restore(held);
    clock.advance(USUAL.window());

    newsroom.tellDigests(USUAL);

    assertEquals(List.of(newsroom.announcement(held)), newsroom.digests(user).getFirst().items());
  }

  @Test
  void looksAtNoMoreUsersThanAsked() {
    for (int i = 0; i < 4; i++) {
      newsroom.follow(samples.userInLane(LANE), release);
    }
    newsroom.follow(samples.userInLane(LANE + 1), release);
    tellEpisodes(6);
    clock.advance(USUAL.window());

    assertEquals(Set.of(LANE, LANE + 1), newsroom.lanesWithDueDigests());
    assertEquals(2, newsroom.tellDigests(LANE, USUAL, 2));
    assertEquals(2, newsroom.tellDigests(LANE, USUAL, 2));
    assertEquals(1, newsroom.tellDigests(LANE, USUAL, 2));
    assertEquals(Set.of(LANE + 1), newsroom.lanesWithDueDigests());
  }

  @Test
  void racingDigestsTellEverybodyOnce() {
    var users = Stream.generate(() -> samples.userInLane(LANE)).limit(20).toList();
    users.forEach(follower -> newsroom.follow(follower, release));
    tellEpisodes(9);
    clock.advance(USUAL.window());

    Race.of(
        4,
        thread ->
            () -> {
              var looked = 0L;
              do {
                looked = newsroom.tellDigests(LANE, USUAL, 3);
              } while (looked == 3);
              return looked;
            });

    users.forEach(follower -> {
      assertEquals(1, newsroom.digests(follower).size());
      assertEquals(4, newsroom.digests(follower).getFirst().items().size());
    });
  }

  @Test
  void racingDigestsAndFanOutsShareTheLimit() {
    tellEpisodes(8);
    clock.advance(USUAL.window());
    var events = newsroom.episodesOf(release, 8);

    Race.of(
        4,
        thread ->
            () ->
                thread == 0
                    ? newsroom.tellDigests(LANE, USUAL, 10)
                    : newsroom.tell(events.get(thread), USUAL, release).processed()
                        + newsroom.tell(events.get(thread + 3), USUAL, release).processed());

    assertEquals(5 + 5, newsroom.inbox(user).size());
  }

  private List<NotificationId> tellEpisodes(int count) {
    var events = newsroom.episodesOf(release, count);
    events.forEach(event -> newsroom.tell(event, USUAL, release));
    return events;
  }
}

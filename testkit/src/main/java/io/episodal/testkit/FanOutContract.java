package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told, in which order, and in how many steps. */
public abstract class FanOutContract extends OverflowContract {
  private static final Comparator<UserId> BY_LANE =
      Comparator.comparingInt(UserId::lane).thenComparing(UserId::value, Order.BY_ID);

  private Newsroom newsroom;
  private SubscriptionTarget release;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
  }

  @Test
  void tellsEveryFollowerAndNobodyElse() {
    var followers = followers(20, release);
    var stranger = followers(1, newsroom.aRelease()).getFirst();
    var event = newsroom.episodeOf(release);

    var delivered = newsroom.tell(event, usual(), release);

    assertEquals(new Delivered(20, 0, 0, null), delivered);
    followers.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
    assertEquals(List.of(), newsroom.told(stranger));
  }

  @Test
  void tellsNobodyWhenNobodyFollows() {
    var event = newsroom.episodeOf(release);

    assertEquals(new Delivered(0, 0, 0, null), newsroom.tell(event, usual(), release));
  }

  @Test
  void tellsAUserOnceHoweverManyOfTheTargetsTheyFollow() {
    var drama = new SubscriptionTarget.OfGenre(new GenreId(ids.next()));
    var crime = new SubscriptionTarget.OfGenre(new GenreId(ids.next()));
    var both = followers(5, drama, crime);
    var one = followers(3, crime);
    var event =
        newsroom.record(new Announcement.NewRelease(new ReleaseId(ids.next()), "A release"));
    var audience =
        read(tx -> tx.fanOut().audience(Set.of(drama, crime), clock.instant())).longValue();

    var delivered = newsroom.tell(event, usual(), drama, crime);

    assertEquals(8, audience);
    assertEquals(8, delivered.notified());
    both.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
    one.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
  }

  @Test
  void theSameIdOfAnotherKindIsAnotherTarget() {
    var id = ids.next();
    var asGenre = new SubscriptionTarget.OfGenre(new GenreId(id));
    var asRelease = new SubscriptionTarget.OfRelease(new ReleaseId(id));
    var user = followers(1, asGenre).getFirst();
    var event = newsroom.episodeOf(asRelease);

    var delivered = newsroom.tell(event, usual(), asRelease);

    assertEquals(0, delivered.processed());
    assertEquals(List.of(), newsroom.told(user));
  }

  @Test
  void tellsOnlyThoseWhoFollowedAlreadyAndStillDo() {
    var early = followers(4, release);
    var gone = followers(2, release);
    var since = clock.instant();
    clock.advance(Duration.ofNanos(1_000));
    var late = followers(3, release);
    gone.forEach(user -> assertTrue(newsroom.unfollow(user, release)));
    var event = newsroom.episodeOf(release);

    var audience = read(tx -> tx.fanOut().audience(Set.of(release), since)).longValue();
    var delivered =
        newsroom.step(event, Set.of(release), since, LanePosition.before(0), 100, usual());

    assertEquals(4, audience);
    assertEquals(new Delivered(4, 0, 0, null), delivered);
    early.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
    late.forEach(user -> assertEquals(List.of(), newsroom.told(user)));
    gone.forEach(user -> assertEquals(List.of(), newsroom.told(user)));
  }

  @Test
  void whoStopsAndBeginsAgainFollowsSinceThen() {
    var user = followers(1, release).getFirst();
    var since = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    assertTrue(newsroom.unfollow(user, release));
    newsroom.follow(user, release);

    assertEquals(0, read(tx -> tx.fanOut().audience(Set.of(release), since)).longValue());
    assertEquals(1, read(tx -> tx.fanOut().audience(Set.of(release), clock.instant())).longValue());
  }

  @Test
  void goesOnFromItsCheckpointInOrderOfLaneAndUser() {
    var followers = followers(50, release).stream().sorted(BY_LANE).toList();
    var event = newsroom.episodeOf(release);
    var told = new ArrayList<UserId>();

    var place = LanePosition.before(0);
    while (place != null) {
      var step = newsroom.step(event, Set.of(release), clock.instant(), place, 7, usual());
      var next = followers.subList(told.size(), told.size() + (int) step.processed());
      assertTrue(step.processed() <= 7, "a step of " + step.processed());
      next.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
      told.addAll(next);
      followers
          .subList(told.size(), followers.size())
          .forEach(user -> assertEquals(List.of(), newsroom.told(user)));
      place = step.reached();
      if (place != null) {
        assertEquals(new LanePosition(told.getLast().lane(), told.getLast()), place);
      }
    }

    assertEquals(followers, told);
  }

  @Test
  void aStepEndsWithItsLastLane() {
    var users = IntStream.of(3, 4, 5, 6).mapToObj(samples::userInLane).toList();
    users.forEach(user -> newsroom.follow(user, release));
    var event = newsroom.episodeOf(release);
    var step = new Step(event, Set.of(release), clock.instant(), LanePosition.before(4), 5, 100);

    var delivered = write(tx -> tx.fanOut().deliver(step, usual()));

    assertEquals(new Delivered(2, 0, 0, null), delivered);
    assertEquals(List.of(), newsroom.told(users.get(0)));
    assertEquals(List.of(event), newsroom.told(users.get(1)));
    assertEquals(List.of(event), newsroom.told(users.get(2)));
    assertEquals(List.of(), newsroom.told(users.get(3)));
  }

  @Test
  void usersWhoseIdsLookNegativeAreInOrderToo() {
    var high = new UserId(new UUID(-1, -64));
    var low = new UserId(new UUID(1, 64));
    newsroom.follow(high, release);
    newsroom.follow(low, release);
    var event = newsroom.episodeOf(release);
    var since = clock.instant();

    var first = newsroom.step(event, Set.of(release), since, LanePosition.before(0), 1, usual());

    assertEquals(new LanePosition(0, low), first.reached());
    assertEquals(List.of(event), newsroom.told(low));
    assertEquals(List.of(), newsroom.told(high));

    var second = newsroom.step(event, Set.of(release), since, new LanePosition(0, low), 5, usual());

    assertEquals(new Delivered(1, 0, 0, null), second);
    assertEquals(List.of(event), newsroom.told(high));
  }

  @Test
  void aStepThatIsRolledBackLeavesNothing() {
    var followers = followers(10, release);
    var event = newsroom.episodeOf(release);
    var step = new Step(event, Set.of(release), clock.instant(), LanePosition.before(0), 63, 100);

    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              assertEquals(10, tx.fanOut().deliver(step, usual()).notified());
              throw new ArithmeticException("power cut");
            }));

    followers.forEach(user -> assertEquals(List.of(), newsroom.told(user)));
    assertEquals(10, newsroom.tell(event, usual(), release).notified());
    followers.forEach(user -> assertEquals(List.of(event), newsroom.told(user)));
  }

  @Test
  void whoeverTellsDoesNotReviveAFollow() {
    var user = followers(1, release).getFirst();
    assertTrue(newsroom.unfollow(user, release));

    NotificationId event = newsroom.episodeOf(release);

    assertEquals(0, newsroom.tell(event, usual(), release).processed());
    assertFalse(newsroom.unfollow(user, release));
  }

  private List<UserId> followers(int count, SubscriptionTarget... targets) {
    var users = samples.users(count);
    users.forEach(user -> newsroom.follow(user, targets));
    return users;
  }
}

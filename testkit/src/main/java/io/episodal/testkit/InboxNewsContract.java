package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has seen an inbox up to a place is told all that comes after it, once. */
public abstract class InboxNewsContract extends PersistenceContract {
  private static final DeliveryPolicy GENEROUS =
      new DeliveryPolicy(1_000, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
  private static final DeliveryPolicy STRICT =
      new DeliveryPolicy(2, Duration.ofMinutes(1), DeliveryPolicy.Overflow.DIGEST);
  private static final int MANY = 100;

  private Newsroom newsroom;
  private SubscriptionTarget release;
  private UserId user;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    user = follower();
  }

  @Test
  void anEmptyInboxIsSeenFromItsStart() {
    var stranger = samples.user();

    assertEquals(InboxPosition.START, latest(stranger));
    assertEquals(Map.of(), since(new Follower(stranger, InboxPosition.START), MANY));
    assertEquals(Map.of(), read(tx -> tx.inboxNews().since(Set.of(), MANY)));
    assertEquals(0, unreadUpTo(stranger, InboxPosition.START));
  }

  @Test
  void newsAreWhatTheListSaysTheEarliestFirst() {
    tell(GENEROUS);
    tell(GENEROUS);
    clock.advance(Duration.ofSeconds(1));
    tell(GENEROUS);

    var news = news(InboxPosition.START, MANY);

    assertEquals(newsroom.inbox(user).reversed(), news);
    assertEquals(InboxPosition.after(news.getLast()), latest(user));
    assertEquals(List.of(), news(latest(user), MANY));
  }

  /** Ids do not order them: what is delivered next may have been announced before. */
  @Test
  void whatIsDeliveredNextIsNewThoughTheClockStandsStillOrIsSetBack() {
    var announced = new ArrayList<>(newsroom.episodesOf(release, 4));
    var seen = InboxPosition.START;
    for (var event : announced.reversed()) {
      newsroom.tell(event, GENEROUS, release);
      var news = news(seen, MANY);
      assertEquals(List.of(event), news.stream().map(Notification::id).toList());
      seen = InboxPosition.after(news.getFirst());
      if (event.equals(announced.get(2))) {
        clock.advance(Duration.ofHours(-2));
        assertTrue(newsroom.unfollow(user, release));
        newsroom.follow(user, release);
      }
    }
  }

  @Test
  void manyAreReadInPartsWithoutGapOrRepetition() {
    for (int i = 0; i < 10; i++) {
      tell(GENEROUS);
    }
    var all = new ArrayList<Notification>();
    var seen = InboxPosition.START;
    for (var part = news(seen, 3); !part.isEmpty(); part = news(seen, 3)) {
      assertTrue(part.size() <= 3);
      all.addAll(part);
      seen = InboxPosition.after(part.getLast());
    }

    assertEquals(newsroom.inbox(user).reversed(), all);
  }

  @Test
  void everyFollowerIsToldTheirOwnFromTheirOwnPlace() {
    var first = tell(GENEROUS);
    var place = latest(user);
    var other = follower();
    var second = tell(GENEROUS);
    var idle = new Follower(samples.user(), InboxPosition.START);
    var ahead = new Follower(user, place);
    var behind = new Follower(user, InboxPosition.START);
    var newcomer = new Follower(other, InboxPosition.START);

    var news = read(tx -> tx.inboxNews().since(Set.of(ahead, behind, newcomer, idle), MANY));

    assertEquals(Set.of(ahead, behind, newcomer), news.keySet());
    assertEquals(List.of(second), idsOf(news.getOrDefault(ahead, List.of())));
    assertEquals(List.of(first, second), idsOf(news.getOrDefault(behind, List.of())));
    assertEquals(List.of(second), idsOf(news.getOrDefault(newcomer, List.of())));
  }

  @Test
  void digestsAreToldWithAllTheyTellOf() {
    tell(STRICT);
    tell(STRICT);
    var held = List.of(tell(STRICT), tell(STRICT));
    var place = latest(user);
    clock.advance(STRICT.window());
    newsroom.tellDigests(STRICT);

    var news = news(place, MANY);

    assertEquals(newsroom.inbox(user).subList(0, 1), news);
    assertEquals(
        held.stream().map(newsroom::announcement).toList(),
        newsroom.digests(user).getFirst().items());
  }

  @Test
  void episodesToldTogetherAreOneNews() {
    newsroom.tell(newsroom.record(newsroom.nextEpisodes(release, 12)), GENEROUS, release);

    assertEquals(newsroom.inbox(user), news(InboxPosition.START, MANY));
  }

  @Test
  void whatWasDeletedArchivedOrRetractedIsNoNews() {
    var deleted = tell(GENEROUS);
    var retracted = tell(GENEROUS);
    var archived = tell(GENEROUS);
    var kept = tell(GENEROUS);
    run(tx -> tx.inbox().hide(user, deleted, clock.instant()));
    run(tx -> tx.inbox().archive(user, archived, clock.instant()));
    newsroom.retract(retracted);

    assertEquals(List.of(kept), idsOf(news(InboxPosition.START, MANY)));
  }

  @Test
  void aPlaceIsKeptAsLongAsItsNotification() {
    var event = tell(GENEROUS);
    var place = latest(user);
    var foreign = new InboxPosition(place.deliveredAt(), new NotificationId(ids.next()));

    assertTrue(keeps(user, place));
    assertFalse(keeps(samples.user(), place));
    assertFalse(keeps(user, foreign));

    run(tx -> tx.inbox().hide(user, event, clock.instant()));
    assertTrue(keeps(user, place));
    assertEquals(place, latest(user));

    clock.advance(Duration.ofDays(90));
    run(tx -> tx.inbox().removeSettled(LanePosition.before(user.lane()), clock.instant(), MANY));
    assertFalse(keeps(user, place));
    assertEquals(InboxPosition.START, latest(user));
  }

  @Test
  void unreadUpToAPlaceAndWhatCameSinceAreAllUnread() {
    var read = tell(GENEROUS);
    tell(GENEROUS);
    newsroom.retract(tell(GENEROUS));
    var place = latest(user);
    tell(GENEROUS);
    run(tx -> tx.inbox().markRead(user, read, clock.instant()));

    assertEquals(1, unreadUpTo(user, place));
    assertEquals(2, unreadUpTo(user, latest(user)));
    assertEquals(0, unreadUpTo(user, InboxPosition.START));
  }

  /** Deliveries that race, each slow to commit, while one follows the inbox. */
  @Test
  void whoeverFollowsMissesNothingWhileDeliveriesRace() throws Exception {
    var events = newsroom.episodesOf(release, 40);
    var seen = new ArrayList<NotificationId>();
    var random = new Random(7);
    var shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    var delivering =
        Thread.ofVirtual()
            .start(() ->
                Race.of(
                    4,
                    thread ->
                        () -> {
                          for (int i = thread; i < shuffled.size(); i += 4) {
                            deliverSlowly(shuffled.get(i));
                          }
                          return true;
                        }));

    var place = InboxPosition.START;
    while (delivering.isAlive() || !news(place, MANY).isEmpty()) {
      var news = news(place, 3);
      news.forEach(notification -> seen.add(notification.id()));
      place = news.isEmpty() ? place : InboxPosition.after(news.getLast());
    }

    assertEquals(events.size(), seen.size(), "with repetitions");
    assertEquals(new HashSet<>(events), new HashSet<>(seen));
  }

  /** Goes on reading in its transaction, so that others overtake it if they can. */
  private void deliverSlowly(NotificationId event) {
    run(tx -> {
      tx.fanOut()
          .deliver(
              new Step(
                  event,
                  Set.of(release),
                  clock.instant(),
                  LanePosition.before(user.lane()),
                  user.lane(),
                  MANY),
              GENEROUS);
      Stream.generate(() -> tx.inbox().unreadCount(user)).limit(5).forEach(count -> {});
    });
  }

  private UserId follower() {
    var follower = samples.user();
    newsroom.follow(follower, release);
    return follower;
  }

  private NotificationId tell(DeliveryPolicy policy) {
    var event = newsroom.episodeOf(release);
    newsroom.tell(event, policy, release);
    return event;
  }

  private List<Notification> news(InboxPosition seen, int most) {
    var follower = new Follower(user, seen);
    return since(follower, most).getOrDefault(follower, List.of());
  }

  private Map<Follower, List<Notification>> since(Follower follower, int most) {
    return read(tx -> tx.inboxNews().since(Set.of(follower), most));
  }

  private InboxPosition latest(UserId whose) {
    return read(tx -> tx.inboxNews().latest(whose));
  }

  private boolean keeps(UserId whose, InboxPosition position) {
    return read(tx -> tx.inboxNews().keeps(whose, position));
  }

  private long unreadUpTo(UserId whose, InboxPosition position) {
    return read(tx -> tx.inboxNews().unreadUpTo(whose, position));
  }

  private static List<NotificationId> idsOf(List<Notification> news) {
    return news.stream().map(Notification::id).toList();
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Decision;
import io.episodal.domain.notification.Decision.Deleted;
import io.episodal.domain.notification.Decision.Delivered;
import io.episodal.domain.notification.Decision.Digested;
import io.episodal.domain.notification.Decision.Followed;
import io.episodal.domain.notification.Decision.FollowedLater;
import io.episodal.domain.notification.Decision.HeldBack;
import io.episodal.domain.notification.Decision.Limited;
import io.episodal.domain.notification.Decision.Muted;
import io.episodal.domain.notification.Decision.NotFollowed;
import io.episodal.domain.notification.Decision.Read;
import io.episodal.domain.notification.Decision.Retracted;
import io.episodal.domain.notification.Decision.Unfollowed;
import io.episodal.domain.notification.Decision.Unknown;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.DigestCadence;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why somebody was told, or not, can be found out afterwards. */
public abstract class DeliveryHistoriesContract extends OverflowContract {
  private Newsroom newsroom;
  private OfGenre genre;
  private OfFranchise franchise;
  private OfRelease release;
  private UserId user;
  private Instant followedAt;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    var drama = samples.genre("Drama");
    var saga = samples.franchise("Saga");
    var title = samples.release(Samples.fullDetails(Set.of(drama.id()), saga.id()));
    run(tx -> {
      tx.genres().add(List.of(drama));
      tx.franchises().add(List.of(saga));
      tx.releases().add(List.of(title));
    });
    genre = new OfGenre(drama.id());
    franchise = new OfFranchise(saga.id());
    release = new OfRelease(title.id());
    user = samples.user();
    followedAt = clock.instant();
    newsroom.follow(user, release);
    clock.advance(Duration.ofHours(2));
  }

  @Test
  void whatCameCanBeFollowedToItsEnd() {
    var event = tell();
    var delivered = clock.instant();
    assertEquals(List.of(followed(), new Delivered(delivered)), decisions(event));

    clock.advance(Duration.ofMinutes(1));
    run(tx -> assertTrue(tx.inbox().markRead(user, event, clock.instant())));
    clock.advance(Duration.ofMinutes(1));
    run(tx -> assertTrue(tx.inbox().hide(user, event, clock.instant())));
    clock.advance(Duration.ofMinutes(1));
    newsroom.retract(event);

    assertEquals(
        List.of(
            followed(),
            new Delivered(delivered),
            new Read(delivered.plus(Duration.ofMinutes(1))),
            new Deleted(delivered.plus(Duration.ofMinutes(2))),
            new Retracted(delivered.plus(Duration.ofMinutes(3)))),
        decisions(event));
  }

  @Test
  void aReleaseIsFollowedByItsGenresAndItsFranchise() {
    var reader = samples.user();
    newsroom.follow(reader, genre);
    var byGenre = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    newsroom.follow(reader, franchise, release);
    var event = newsroom.record(new Announcement.NewRelease(release.id(), "Added"));
    newsroom.tell(event, usual(), genre, franchise);

    assertEquals(
        List.of(
            new Followed(genre, byGenre),
            new Followed(franchise, clock.instant()),
            new Delivered(clock.instant())),
        decisions(reader, event));
  }

  @Test
  void whoDidNotFollowWasNotTold() {
    var event = tell();
    var stranger = samples.user();
    var late = samples.user();
    clock.advance(Duration.ofMinutes(1));
    newsroom.follow(late, release);

    assertEquals(List.of(new NotFollowed()), decisions(stranger, event));
    assertEquals(List.of(new FollowedLater(release, clock.instant())), decisions(late, event));
  }

  @Test
  void whoStoppedBeforeWasNotTold() {
    var stopped = clock.instant();
    assertTrue(newsroom.unfollow(user, release));
    clock.advance(Duration.ofMinutes(1));

    assertEquals(List.of(followed(), new Unfollowed(release, stopped)), decisions(tell()));
  }

  @Test
  void whatIsMutedIsNamedAsLongAsItMatters() {
    mute(Set.of(), release);
    var muted = clock.instant();
    var event = tell();
    clock.advance(Duration.ofMinutes(1));
    mute(Set.of(NotificationType.NEW_EPISODE), genre, franchise);
    var unmuted = clock.instant();
    var other = tell();
    clock.advance(Duration.ofMinutes(1));
    mute(Set.of());
    clock.advance(Duration.ofMinutes(1));
    var told = tell();
    clock.advance(Duration.ofMinutes(1));
    mute(Set.of(), franchise);

    assertEquals(
        new Muted(new MuteSubject.OfTarget(release), muted, unmuted), decisions(event).get(1));
    assertEquals(
        Set.of(
            new MuteSubject.OfTarget(genre),
            new MuteSubject.OfTarget(franchise),
            new MuteSubject.OfType(NotificationType.NEW_EPISODE)),
        Set.copyOf(
            decisions(other).stream()
                .filter(Muted.class::isInstance)
                .map(decision -> ((Muted) decision).subject())
                .toList()));
    assertEquals(
        List.of(followed(), new Delivered(clock.instant().minus(Duration.ofMinutes(1)))),
        decisions(told));
  }

  @Test
  void whoWasAtTheLimitIsKnown() {
    var first = clock.instant();
    for (int i = 0; i < 5; i++) {
      tell();
    }
    clock.advance(Duration.ofMinutes(10));
    var event = tell();
    var limited = clock.instant();

    switch (overflow) {
      case SKIP -> assertEquals(List.of(followed(), new Limited(limited)), decisions(event));
      case DIGEST -> {
        var decisions = decisions(event);
        assertEquals(List.of(followed(), new Limited(limited)), decisions.subList(0, 2));
        var held = (HeldBack) decisions.get(2);
        assertEquals(limited, held.at());
        clock.set(held.until());
        newsroom.tellDigests(usual());
        var digest = newsroom.inbox(user).getFirst().id();
        assertEquals(
            List.of(followed(), new Limited(limited), new Digested(clock.instant(), digest)),
            decisions(event));
        assertEquals(List.of(new Delivered(clock.instant())), decisions(digest));
        assertTrue(held.until().isAfter(first.plus(usual().window()).minusSeconds(1)));
      }
    }
  }

  @Test
  void whoWasBroughtToTheLimitByWhatCameMeanwhileIsKnown() {
    var events = newsroom.episodesOf(release, 6);
    clock.advance(Duration.ofSeconds(1));
    events.forEach(event -> newsroom.tell(event, skipping(), release));

    var decisions = decisions(events.getLast());

    assertEquals(followed(), decisions.getFirst());
    assertEquals(newsroom.inbox(user).getFirst().deliveredAt(), ((Limited) decisions.get(1)).at());
  }

  @Test
  void whoWantsNoDigestsIsNotToldAtTheLimit() {
    mute(Set.of(NotificationType.DIGEST));
    var off = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    var told = tell();
    for (int i = 0; i < 4; i++) {
      tell();
    }
    clock.advance(Duration.ofMinutes(1));

    var decisions = decisions(tell());

    assertEquals(2, decisions(told).size());
    assertEquals(
        List.of(
            followed(),
            new Limited(clock.instant()),
            new Muted(new MuteSubject.OfType(NotificationType.DIGEST), off, null)),
        decisions);
  }

  @Test
  void whatWasNotReachedYetIsUnknown() {
    assertEquals(List.of(followed(), new Unknown()), decisions(newsroom.episodeOf(release)));
  }

  @Test
  void whatIsNotThereHasNoHistory() {
    var unknown = new NotificationId(ids.next());

    assertEquals(
        Optional.empty(), read(tx -> tx.deliveryHistories().find(user, unknown, usual().window())));
  }

  private Followed followed() {
    return new Followed(release, followedAt);
  }

  private NotificationId tell() {
    var event = newsroom.episodeOf(release);
    newsroom.tell(event, usual(), release);
    return event;
  }

  private DeliveryPolicy skipping() {
    return new DeliveryPolicy(usual().limit(), usual().window(), Overflow.SKIP);
  }

  private void mute(Set<NotificationType> off, SubscriptionTarget... targets) {
    var preferences =
        new NotificationPreferences(
            off, Set.of(targets), ZoneOffset.UTC, null, DigestCadence.WHEN_FREE, null);
    run(tx -> tx.preferences().put(user, preferences));
  }

  private List<Decision> decisions(NotificationId event) {
    return decisions(user, event);
  }

  private List<Decision> decisions(UserId whose, NotificationId event) {
    return read(tx -> tx.deliveryHistories().find(whose, event, usual().window()))
        .orElseThrow()
        .decisions(usual());
  }
}

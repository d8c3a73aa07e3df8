package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What users find in their inboxes and what they can do with it. */
public abstract class InboxContract extends OneInboxContract {
  private static final InboxFilter ARCHIVED = new InboxFilter(true, false, Set.of());

  @Test
  void isEmptyAtFirst() {
    var page = page(samples.user(), PageRequest.first(10));

    assertEquals(List.of(), page.page().items());
    assertEquals(0, page.page().total());
    assertEquals(0, page.unread());
  }

  @Test
  void tellsWhatWasAnnouncedWordForWord() {
    var episode = newsroom.nextEpisode(release);
    var added = new Announcement.NewRelease(new ReleaseId(ids.next()), "'; drop table \\ 🎬");
    newsroom.tell(newsroom.record(episode), USUAL, release);
    clock.advance(Duration.ofSeconds(1));
    var event = newsroom.record(added);
    newsroom.tell(event, USUAL, release);

    var inbox = newsroom.inbox(user);

    assertEquals(
        List.of(new Content.Single(added), new Content.Single(episode)),
        inbox.stream().map(Notification::content).toList());
    assertEquals(
        new Notification(event, new Content.Single(added), clock.instant(), null),
        inbox.getFirst());
  }

  @Test
  void listsTheLatestFirst() {
    var old = tell();
    var sameMoment = List.of(tell(), tell());
    clock.advance(Duration.ofMinutes(1));
    var recent = tell();

    var expected = List.of(recent, sameMoment.get(1), sameMoment.get(0), old);
    assertEquals(expected, newsroom.inbox(user).stream().map(Notification::id).toList());
  }

  @Test
  void isReadInPages() {
    for (int i = 0; i < 10; i++) {
      tell();
      clock.advance(Duration.ofSeconds(i % 3));
    }
    var all = newsroom.inbox(user);

    assertEquals(all, inPages(3, request -> page(user, request).page()));
    assertEquals(all, inPages(10, request -> page(user, request).page()));
    var second = page(user, new PageRequest(4, 3, null));
    assertEquals(all.subList(4, 7), second.page().items());
    assertEquals(10, second.page().total());
    assertEquals(10, second.unread());
    assertEquals(List.of(), page(user, new PageRequest(9_000_000_000L, 3, null)).page().items());
  }

  @Test
  void aPageGoesOnWhereItEndedWhateverCameSince() {
    tell();
    tell();
    tell();
    var first = page(user, PageRequest.first(2)).page();
    clock.advance(Duration.ofMinutes(1));
    tell();

    var rest = page(user, new PageRequest(0, 2, first.nextCursor())).page();

    assertEquals(1, rest.items().size());
    assertFalse(first.items().contains(rest.items().getFirst()));
    assertEquals(4, rest.total());
    assertTrue(rest.next().isEmpty());
  }

  @Test
  void refusesACursorOfAnotherList() {
    for (var cursor :
        List.of(
            Cursor.after("subscriptions", clock.instant(), ids.next()),
            Cursor.after("notifications", "yesterday", "no id"),
            new Cursor("notifications", List.of()))) {
      var refused =
          assertThrows(DomainException.class, () -> page(user, new PageRequest(0, 5, cursor)));
      assertEquals(Cursor.foreign().error(), refused.error());
    }
  }

  @Test
  void theFirstReadingCounts() {
    var event = tell();
    tell();
    var at = clock.instant();

    assertTrue(markRead(user, event));
    clock.advance(Duration.ofMinutes(1));
    assertTrue(markRead(user, event));

    assertEquals(at, newsroom.inbox(user).getLast().seenAt());
    assertEquals(1, unread(user));
  }

  @Test
  void listsOnlyTheUnreadIfAsked() {
    var events = List.of(tell(), tell(), tell());
    markRead(user, events.get(1));

    var page = read(tx -> tx.inbox().page(user, InboxFilter.UNREAD, PageRequest.first(1)));

    assertEquals(events.get(2), page.page().items().getFirst().id());
    assertEquals(2, page.page().total());
    assertEquals(2, page.unread());
    assertEquals(
        List.of(events.get(2), events.get(0)),
        inPages(1, request -> read(tx -> tx.inbox().page(user, InboxFilter.UNREAD, request)).page())
            .stream()
            .map(Notification::id)
            .toList());
    assertEquals(3, page(user, PageRequest.first(10)).page().total());
  }

  @Test
  void allCanBeReadAtOnce() {
    var other = follower();
    var first = tell();
    tell();
    var at = clock.instant();
    markRead(user, first);
    clock.advance(Duration.ofMinutes(1));

    run(tx -> tx.inbox().markAllRead(user, clock.instant()));

    assertEquals(0, unread(user));
    assertEquals(
        List.of(clock.instant(), at),
        newsroom.inbox(user).stream().map(each -> each.readAt().orElseThrow()).toList());
    assertEquals(2, unread(other));
  }

  @Test
  void allUpToAPlaceCanBeReadAtOnce() {
    var sameMoment = List.of(tell(), tell(), tell());
    clock.advance(Duration.ofMinutes(1));
    tell();
    var place = placeOf(user, sameMoment.get(1)).orElseThrow();

    run(tx -> tx.inbox().markReadUpTo(user, place, clock.instant()));

    assertEquals(
        List.of(false, false, true, true),
        newsroom.inbox(user).stream().map(Notification::isRead).toList());
    assertEquals(2, unread(user));
  }

  @Test
  void whatIsArchivedIsListedOnlyIfAsked() {
    var away = tell();
    var kept = tell();

    assertTrue(archive(user, away));
    assertTrue(archive(user, away));

    assertEquals(List.of(kept), listed(InboxFilter.ALL));
    assertEquals(List.of(away), listed(ARCHIVED));
    var page = read(tx -> tx.inbox().page(user, ARCHIVED, PageRequest.first(5)));
    assertEquals(1, page.page().total());
    assertEquals(1, page.unread());
    assertEquals(1, unread(user));
    run(tx -> tx.inbox().markAllRead(user, clock.instant()));
    assertEquals(
        List.of(false), newsroom.list(user, ARCHIVED).stream().map(Notification::isRead).toList());

    assertTrue(bringBack(user, away));
    assertTrue(bringBack(user, away));
    assertEquals(List.of(kept, away), listed(InboxFilter.ALL));
    assertEquals(1, unread(user));
  }

  @Test
  void whatIsArchivedCanBeReadAndHiddenAndIsRetracted() {
    var read = tell();
    var hidden = tell();
    var retracted = tell();
    List.of(read, hidden, retracted).forEach(event -> archive(user, event));

    assertTrue(markRead(user, read));
    assertTrue(hide(user, hidden));
    newsroom.retract(retracted);

    assertEquals(List.of(read), listed(ARCHIVED));
    assertFalse(bringBack(user, hidden));
    assertFalse(archive(user, retracted));
  }

  @Test
  void isListedByType() {
    var genre = new SubscriptionTarget.OfGenre(new GenreId(ids.next()));
    newsroom.follow(user, genre);
    var strict = new DeliveryPolicy(2, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
    var episode = tell();
    var added =
        newsroom.record(new Announcement.NewRelease(new ReleaseId(ids.next()), "A release"));
    newsroom.tell(added, GENEROUS, genre);
    newsroom.tell(newsroom.episodeOf(release), strict, release);
    clock.advance(strict.window());
    newsroom.tellDigests(strict);
    var digest = newsroom.told(user).getLast();

    assertEquals(List.of(digest), listed(ofTypes(NotificationType.DIGEST)));
    assertEquals(
        List.of(added, episode),
        listed(ofTypes(NotificationType.NEW_EPISODE, NotificationType.NEW_RELEASE)));
    assertEquals(List.of(), listed(ofTypes(NotificationType.RECOMMENDATION)));
    var page =
        read(tx ->
            tx.inbox().page(user, ofTypes(NotificationType.NEW_RELEASE), PageRequest.first(1)));
    assertEquals(1, page.page().total());
    assertEquals(3, page.unread());
  }

  @Test
  void whatIsHiddenIsGone() {
    var event = tell();
    var kept = tell();

    assertTrue(hide(user, event));

    assertEquals(List.of(kept), newsroom.told(user));
    assertEquals(1, unread(user));
    assertFalse(hide(user, event));
    assertFalse(markRead(user, event));
  }

  @Test
  void nobodyTouchesTheInboxOfAnother() {
    var event = tell();
    var stranger = samples.user();

    assertFalse(markRead(stranger, event));
    assertFalse(hide(stranger, event));

    assertEquals(1, unread(user));
    assertTrue(exists(event));
    assertEquals(Optional.empty(), placeOf(stranger, event));
  }

  @Test
  void whoHidANotificationWasToldAllTheSame() {
    var event = tell();
    var place = Optional.of(new InboxPosition(clock.instant(), event));
    assertEquals(place, placeOf(user, event));

    hide(user, event);

    assertFalse(hide(user, event));
    assertEquals(place, placeOf(user, event));
  }

  @Test
  void whatOneUserReadsOrHidesStaysForTheOthers() {
    var other = follower();
    var events = List.of(tell(), tell());

    markRead(user, events.get(0));
    hide(user, events.get(1));

    assertEquals(events, newsroom.told(other));
    assertEquals(2, unread(other));
  }

  @Test
  void anUnknownIdIsNobodys() {
    var unknown = new NotificationId(ids.next());
    tell();

    assertFalse(markRead(user, unknown));
    assertFalse(hide(user, unknown));
    assertFalse(exists(unknown));
  }

  @Test
  void aDigestIsReadAndHiddenLikeAnyOther() {
    var strict = new DeliveryPolicy(1, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
    newsroom.episodesOf(release, 3).forEach(event -> newsroom.tell(event, strict, release));
    clock.advance(strict.window());
    newsroom.tellDigests(strict);
    var digest = newsroom.inbox(user).getFirst();

    assertTrue(exists(digest.id()));
    assertFalse(markRead(samples.user(), digest.id()));
    assertTrue(markRead(user, digest.id()));
    assertTrue(newsroom.inbox(user).getFirst().isRead());
    assertTrue(hide(user, digest.id()));
    assertEquals(1, newsroom.inbox(user).size());
  }

  private static InboxFilter ofTypes(NotificationType... types) {
    return new InboxFilter(false, false, Set.of(types));
  }

  private boolean archive(UserId whose, NotificationId id) {
    return write(tx -> tx.inbox().archive(whose, id, clock.instant()));
  }

  private boolean bringBack(UserId whose, NotificationId id) {
    return write(tx -> tx.inbox().bringBack(whose, id));
  }

  private List<NotificationId> listed(InboxFilter filter) {
    return newsroom.list(user, filter).stream().map(Notification::id).toList();
  }

  private Optional<InboxPosition> placeOf(UserId whose, NotificationId id) {
    return read(tx -> tx.inbox().placeOf(whose, id));
  }

  private boolean exists(NotificationId id) {
    return read(tx -> tx.inbox().exists(id));
  }
}

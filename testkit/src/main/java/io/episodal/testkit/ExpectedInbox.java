package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Told;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What one user's inbox must show, and the promises made to that user. Not thread-safe. */
final class ExpectedInbox {
  private static final Comparator<Notification> LATEST_FIRST =
      Comparator.comparing(Notification::deliveredAt)
          .thenComparing(notification -> notification.id().value(), Order.BY_ID)
          .reversed();

  private final UserId user;
  private final DeliveryPolicy policy;
  private final Map<Announcement, NotificationId> announced;
  private final Collection<NotificationId> retracted;
  private final Map<NotificationId, Notification> delivered = new LinkedHashMap<>();
  private final Set<NotificationId> toBeTold = new HashSet<>();
  private final Set<NotificationId> told = new HashSet<>();
  private final Set<NotificationId> read = new HashSet<>();
  private final Set<NotificationId> archived = new HashSet<>();
  private final Set<NotificationId> hidden = new HashSet<>();

  ExpectedInbox(
      UserId user,
      DeliveryPolicy policy,
      Map<Announcement, NotificationId> announced,
      Collection<NotificationId> retracted) {
    this.user = user;
    this.policy = policy;
    this.announced = announced;
    this.retracted = retracted;
  }

  UserId user() {
    return user;
  }

  /** From now on the user must be told of an event, sooner or later. */
  void expect(NotificationId event) {
    assertTrue(toBeTold.add(event), "reached twice by one fan-out");
  }

  /** Whoever was not told of an event, where what is over the limit is dropped, is at the limit. */
  void acceptSkipped(NotificationId event, Instant now) {
    if (toBeTold.contains(event) && !told.contains(event) && !retracted.contains(event)) {
      assertFalse(policy.allows(type(event), told(delivered.values()), now), "left out");
      toBeTold.remove(event);
    }
  }

  void markRead(NotificationId id) {
    read.add(id);
  }

  /** All that is unread in the inbox and came no later than one that came to this user. */
  void markReadUpTo(NotificationId id) {
    var last = Optional.ofNullable(delivered.get(id)).orElseThrow();
    listed(InboxFilter.UNREAD).stream()
        .filter(each -> LATEST_FIRST.compare(each, last) >= 0)
        .forEach(each -> read.add(each.id()));
  }

  void markAllRead() {
    listed(InboxFilter.UNREAD).forEach(each -> read.add(each.id()));
  }

  void archive(NotificationId id) {
    archived.add(id);
  }

  void bringBack(NotificationId id) {
    archived.remove(id);
  }

  void hide(NotificationId id) {
    hidden.add(id);
  }

  /** Any notification that came to the user, whatever became of it. */
  Optional<NotificationId> anyDelivered(Random random) {
    var ids = List.copyOf(delivered.keySet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  /** Any notification that the user sees, archived or not. */
  Optional<NotificationId> any(Random random) {
    var seen = visible();
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(seen.get(random.nextInt(seen.size())).id());
  }

  /** Compares with what the store shows; what is new in it must be as promised. */
  void compare(List<Notification> shown) {
    for (var notification : shown.reversed()) {
      if (!delivered.containsKey(notification.id())) {
        receive(notification);
      }
    }
    compare(shown, InboxFilter.ALL);
  }

  /** Compares what a filter wants. */
  void compare(List<Notification> shown, InboxFilter filter) {
    assertEquals(
        listed(filter).stream().map(Notification::id).toList(),
        shown.stream().map(Notification::id).toList());
    for (var notification : shown) {
      assertEquals(read.contains(notification.id()), notification.isRead());
      assertEquals(
          content(delivered.getOrDefault(notification.id(), notification)), notification.content());
    }
  }

  /** The counts must be those of the list. */
  void compareCounts(UnitOfWork unitOfWork, InboxFilter filter) {
    var unread = listed(InboxFilter.UNREAD).size();
    var found = unitOfWork.read(tx -> tx.inbox().page(user, filter, PageRequest.first(1)));
    assertEquals(listed(filter).size(), found.page().total());
    assertEquals(unread, found.unread());
    assertEquals(unread, unitOfWork.read(tx -> tx.inbox().unreadCount(user)).longValue());
  }

  /** All work has ended: the user was told of everything but what was retracted before. */
  void assertNothingLost() {
    var missing = new HashSet<>(toBeTold);
    missing.removeAll(told);
    missing.removeAll(retracted);
    assertEquals(Set.of(), missing, "never told");
  }

  private void receive(Notification notification) {
    assertFalse(notification.isRead());
    var latest =
        delivered.values().stream().map(Notification::deliveredAt).max(Comparator.naturalOrder());
    latest.ifPresent(
        at -> assertFalse(notification.deliveredAt().isBefore(at), "stamped before another"));
    delivered.put(notification.id(), notification);
    for (var event : events(notification)) {
      assertTrue(told.add(event), "told twice");
      assertTrue(toBeTold.contains(event), "told of what was not for this user");
      assertFalse(retracted.contains(event), "told of what was retracted");
    }
    assertLimit();
  }

  private List<NotificationId> events(Notification notification) {
    return switch (notification.content()) {
      case Content.Single single -> List.of(event(single.announcement()));
      case Content.Digest digest -> digest.items().stream().map(this::event).toList();
      case Content.Recommended recommended -> throw new AssertionError("nobody recommends here");
    };
  }

  private NotificationId event(Announcement announcement) {
    return Optional.ofNullable(announced.get(announcement)).orElseThrow();
  }

  private NotificationType type(NotificationId event) {
    return announced.entrySet().stream()
        .filter(each -> each.getValue().equals(event))
        .map(each -> each.getKey().type())
        .findAny()
        .orElseThrow();
  }

  /** The latest, which is the last, was allowed after all the others. */
  private void assertLimit() {
    var all = List.copyOf(delivered.values());
    var latest = all.getLast();
    var before = told(all.subList(0, all.size() - 1));
    assertTrue(
        policy.allows(latest.content().type(), before, latest.deliveredAt()),
        () -> "told too often: " + before);
  }

  private static List<Told> told(Collection<Notification> notifications) {
    return notifications.stream()
        .map(each -> new Told(each.content().type(), each.deliveredAt()))
        .toList();
  }

  private List<Notification> listed(InboxFilter filter) {
    return visible().stream()
        .filter(each -> archived.contains(each.id()) == filter.archived())
        .filter(each -> !filter.unreadOnly() || !read.contains(each.id()))
        .filter(each -> filter.wants(each.content().type()))
        .toList();
  }

  private List<Notification> visible() {
    return delivered.values().stream()
        .filter(each -> !hidden.contains(each.id()))
        .filter(each -> read.contains(each.id()) || !retracted.containsAll(events(each)))
        .sorted(LATEST_FIRST)
        .toList();
  }

  /** What it tells of by now: of a digest what was not retracted, or all if all was. */
  private Content content(Notification notification) {
    return switch (notification.content()) {
      case Content.Single single -> single;
      case Content.Digest digest -> {
        var standing =
            digest.items().stream().filter(item -> !retracted.contains(event(item))).toList();
        yield standing.isEmpty() ? digest : new Content.Digest(standing);
      }
      case Content.Recommended recommended -> recommended;
    };
  }
}

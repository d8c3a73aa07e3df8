package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.Inbox;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.testkit.Rows.InboxRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Inboxes as rows, one for each user and notification or digest. */
final class InMemoryInbox implements Inbox {
  private static final Listing<InboxRow, Instant> LATEST_FIRST =
      new Listing<>(
          "notifications",
          InboxRow::deliveredAt,
          row -> row.id().value(),
          Comparator.naturalOrder(),
          false,
          Instant::parse);

  private final Supplier<Tables> tables;

  InMemoryInbox(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public InboxPage page(UserId user, InboxFilter filter, PageRequest request) {
    var from = tables.get();
    var wanted = visible(from, user).filter(row -> isWanted(row, filter));
    var page = LATEST_FIRST.page(wanted, request);
    return new InboxPage(
        new Page<>(
            page.items().stream().map(row -> notification(from, row)).toList(),
            page.total(),
            page.nextCursor()),
        unreadCount(user),
        InMemoryPreferences.of(from, user).language());
  }

  @Override
  public long unreadCount(UserId user) {
    return unread(user).count();
  }

  @Override
  public boolean markRead(UserId user, NotificationId id, Instant now) {
    return change(user, id, row -> row.read(now));
  }

  @Override
  public void markAllRead(UserId user, Instant now) {
    unread(user).toList().forEach(row -> markRead(user, row.id(), now));
  }

  @Override
  public void markReadUpTo(UserId user, InboxPosition place, Instant now) {
    unread(user)
        .filter(row -> InMemoryInboxNews.isUpTo(row, place))
        .toList()
        .forEach(row -> markRead(user, row.id(), now));
  }

  @Override
  public boolean archive(UserId user, NotificationId id, Instant now) {
    return change(user, id, row -> row.archived(true));
  }

  @Override
  public boolean bringBack(UserId user, NotificationId id) {
    return change(user, id, row -> row.archived(false));
  }

  @Override
  public boolean hide(UserId user, NotificationId id, Instant now) {
    return change(user, id, row -> row.hidden(now));
  }

  @Override
  public Optional<InboxPosition> placeOf(UserId user, NotificationId id) {
    return tables.get().inboxes.getOrDefault(user, List.of()).stream()
        .filter(row -> row.id().equals(id))
        .map(InMemoryInboxNews::position)
        .findAny();
  }

  @Override
  public boolean exists(NotificationId id) {
    var from = tables.get();
    return from.events.contains(id)
        || from.inboxes.stream().flatMap(List::stream).anyMatch(row -> row.id().equals(id));
  }

  @Override
  public Removed removeSettled(LanePosition after, Instant before, int most) {
    var seen = 0;
    var removed = 0L;
    for (var user : usersAfter(after)) {
      var rows = tables.get().inboxes.getOrDefault(user, List.of());
      var kept = rows.stream().filter(row -> !isSettled(row, before)).toList();
      tables.get().inboxes.put(user, kept);
      seen += rows.size();
      removed += rows.size() - kept.size();
      if (seen >= most) {
        return new Removed(removed, new LanePosition(after.lane(), user));
      }
    }
    return new Removed(removed, null);
  }

  private List<UserId> usersAfter(LanePosition place) {
    return tables.get().inboxes.keys().stream()
        .filter(user -> user.lane() == place.lane())
        .filter(user -> Order.BY_ID.compare(user.value(), place.user().value()) > 0)
        .sorted(Comparator.comparing(UserId::value, Order.BY_ID))
        .toList();
  }

  private static Stream<InboxRow> visible(Tables from, UserId user) {
    return from.inboxes.getOrDefault(user, List.of()).stream().filter(row -> isVisible(from, row));
  }

  private Stream<InboxRow> unread(UserId user) {
    var from = tables.get();
    return visible(from, user).filter(row -> isInInbox(from, row)).filter(InboxRow::isUnread);
  }

  private static boolean isWanted(InboxRow row, InboxFilter filter) {
    return row.archived() == filter.archived()
        && (row.isUnread() || !filter.unreadOnly())
        && filter.wants(row.type());
  }

  /** Whether its owner sees it, and it is not archived. */
  static boolean isInInbox(Tables from, InboxRow row) {
    return isVisible(from, row) && !row.archived();
  }

  private static boolean isVisible(Tables from, InboxRow row) {
    return row.hiddenAt() == null && (!row.isUnread() || stands(from, row));
  }

  private static boolean stands(Tables from, InboxRow row) {
    var recommended = row.recommended();
    return recommended == null
        ? row.events().stream().anyMatch(id -> !event(from, id).retracted())
        : InMemoryReleases.live(from, recommended.release()).isPresent();
  }

  private boolean change(UserId user, NotificationId id, UnaryOperator<InboxRow> change) {
    var to = tables.get();
    if (visible(to, user).noneMatch(row -> row.id().equals(id))) {
      return false;
    }
    to.inboxes.update(
        user,
        rows -> rows.stream().map(row -> row.id().equals(id) ? change.apply(row) : row).toList());
    return true;
  }

  private static boolean isSettled(InboxRow row, Instant before) {
    return row.deliveredAt().isBefore(before)
        && (isBefore(row.readAt(), before) || isBefore(row.hiddenAt(), before));
  }

  private static boolean isBefore(@Nullable Instant instant, Instant before) {
    return instant != null && instant.isBefore(before);
  }

  static Notification notification(Tables from, InboxRow row) {
    return new Notification(row.id(), content(from, row), row.deliveredAt(), row.readAt());
  }

  private static Content content(Tables from, InboxRow row) {
    var recommended = row.recommended();
    if (recommended != null) {
      return recommended;
    }
    var digest = row.digest();
    return digest == null
        ? new Content.Single(announcement(from, row.id()))
        : new Content.Digest(remaining(from, digest));
  }

  /** The announcements that still stand, or all if none does. */
  private static List<Announcement> remaining(Tables from, List<NotificationId> told) {
    var standing = told.stream().filter(id -> !event(from, id).retracted()).toList();
    return (standing.isEmpty() ? told : standing)
        .stream().map(id -> announcement(from, id)).toList();
  }

  private static Announcement announcement(Tables from, NotificationId id) {
    return event(from, id).announcement();
  }

  private static NotificationEvent event(Tables from, NotificationId id) {
    return from.events
        .find(id)
        .map(Rows.EventRow::event)
        .orElseThrow(() -> new IllegalStateException("an inbox names an unknown event " + id));
  }
}

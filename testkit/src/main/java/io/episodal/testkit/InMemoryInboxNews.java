package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.port.out.InboxNews;
import io.episodal.testkit.Rows.InboxRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks through the rows of each inbox. */
final class InMemoryInboxNews implements InboxNews {
  private static final Comparator<InboxPosition> IN_ORDER =
      Comparator.comparing(InboxPosition::deliveredAt)
          .thenComparing(position -> position.id().value(), Order.BY_ID);

  private final Supplier<Tables> tables;

  InMemoryInboxNews(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public InboxPosition latest(UserId user) {
    return rows(user).map(InMemoryInboxNews::position).max(IN_ORDER).orElse(InboxPosition.START);
  }

  @Override
  public boolean keeps(UserId user, InboxPosition position) {
    return rows(user).map(InMemoryInboxNews::position).anyMatch(position::equals);
  }

  @Override
  public long unreadUpTo(UserId user, InboxPosition position) {
    return visible(user).filter(InboxRow::isUnread).filter(row -> isUpTo(row, position)).count();
  }

  @Override
  public Map<Follower, List<Notification>> since(Set<Follower> followers, int most) {
    var from = tables.get();
    var news = new HashMap<Follower, List<Notification>>();
    for (var follower : followers) {
      var told =
          visible(follower.user())
              .filter(row -> IN_ORDER.compare(position(row), follower.seen()) > 0)
              .sorted(Comparator.comparing(InMemoryInboxNews::position, IN_ORDER))
              .limit(most)
              .map(row -> InMemoryInbox.notification(from, row))
              .toList();
      if (!told.isEmpty()) {
        news.put(follower, told);
      }
    }
    return news;
  }

  private Stream<InboxRow> visible(UserId user) {
    var from = tables.get();
    return rows(user).filter(row -> InMemoryInbox.isInInbox(from, row));
  }

  private Stream<InboxRow> rows(UserId user) {
    return tables.get().inboxes.getOrDefault(user, List.of()).stream();
  }

  static boolean isUpTo(InboxRow row, InboxPosition place) {
    return IN_ORDER.compare(position(row), place) <= 0;
  }

  static InboxPosition position(InboxRow row) {
    return new InboxPosition(row.deliveredAt(), row.id());
  }
}

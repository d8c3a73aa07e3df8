package io.episodal.domain.notification;

import java.util.Set;

/**
 * Which notifications of somebody to list. Immutable.
 *
 * @param archived what was archived, instead of what is in the inbox
 * @param unreadOnly only what is unread
 * @param types only these; all if empty
 */
public record InboxFilter(boolean archived, boolean unreadOnly, Set<NotificationType> types) {
  /** All that is in the inbox. */
  public static final InboxFilter ALL = new InboxFilter(false, false, Set.of());

  /** What is unread in the inbox. */
  public static final InboxFilter UNREAD = new InboxFilter(false, true, Set.of());

  public InboxFilter {
    types = Set.copyOf(types);
  }

  /** Whether it wants this type. */
  public boolean wants(NotificationType type) {
    return types.isEmpty() || types.contains(type);
  }
}

package io.episodal.domain.notification.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.PageRequest;

/** For reading one's notifications. Thread-safe. */
public interface ReadInbox {

  /** The user's notifications, or only the unread ones, the latest first. */
  InboxPage notifications(UserId user, boolean unreadOnly, PageRequest page);

  /** How many notifications are unread; a digest is one, whatever the number of its events. */
  long unreadCount(UserId user);

  /**
   * Marks as read; the time of the first reading stays. Forbidden if only others have it, not found
   * if nobody has.
   */
  void markRead(UserId user, NotificationId id);

  /** Marks as read all that is in the inbox by now; nothing unread is no failure. */
  void markAllRead(UserId user);

  /** Takes a notification out of the user's inbox; refused as {@link #markRead} is. */
  void delete(UserId user, NotificationId id);
}

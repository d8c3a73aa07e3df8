package io.episodal.domain.notification.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.PageRequest;

/** For reading one's notifications. Thread-safe. */
public interface ReadInbox {

  /** The user's notifications, the latest first. */
  InboxPage notifications(UserId user, InboxFilter filter, PageRequest page);

  /**
   * How many notifications of the inbox are unread; a digest is one, whatever the number of its
   * events.
   */
  long unreadCount(UserId user);

  /**
   * Marks as read; the time of the first reading stays. Forbidden if only others have it, not found
   * if nobody has.
   */
  void markRead(UserId user, NotificationId id);

  /** Marks as read all that is in the inbox by now; nothing unread is no failure. */
  void markAllRead(UserId user);

  /**
   * Marks as read all that came into the inbox no later than one of the user's, be that still there
   * or not; refused as {@link #markRead} is.
   */
  void markReadUpTo(UserId user, NotificationId id);

  /** Puts a notification out of the inbox and keeps it; refused as {@link #markRead} is. */
  void archive(UserId user, NotificationId id);

  /** Puts what was archived back into the inbox; refused as {@link #markRead} is. */
  void bringBack(UserId user, NotificationId id);

  /** Takes a notification away from the user for good; refused as {@link #markRead} is. */
  void delete(UserId user, NotificationId id);
}

package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inboxes in the store. What its owner has deleted, or what was retracted unread, is not there. */
public interface Inbox {

  /** The user's notifications, or only the unread ones, the latest first. */
  InboxPage page(UserId user, boolean unreadOnly, PageRequest request);

  /** How many of the user's notifications are unread. */
  long unreadCount(UserId user);

  /**
   * Marks as read what is not read yet.
   *
   * @return whether the user has such a notification, read or not
   */
  boolean markRead(UserId user, NotificationId id, Instant now);

  /** Marks as read all of the user's that are not read yet. */
  void markAllRead(UserId user, Instant now);

  /**
   * Takes a notification out of the user's inbox; it still counts for the limit.
   *
   * @return whether the user had such a notification
   */
  boolean hide(UserId user, NotificationId id, Instant now);

  /** Whether the user has or had a notification of this id, be it hidden or retracted. */
  boolean wasTold(UserId user, NotificationId id);

  /** Whether anybody's notification has this id. */
  boolean exists(NotificationId id);

  /**
   * Removes notifications that were delivered, and read or hidden, before an instant, from the
   * inboxes of the next users of one lane, who have some {@code most} notifications.
   *
   * @param after begins after this place
   */
  Removed removeSettled(LanePosition after, Instant before, int most);

  /**
   * What a portion removed.
   *
   * @param reached where the next one begins, null if the lane is done
   */
  record Removed(long count, @Nullable LanePosition reached) {
    /** Where the next portion begins; empty after the last one. */
    public Optional<LanePosition> next() {
      return Optional.ofNullable(reached);
    }
  }
}

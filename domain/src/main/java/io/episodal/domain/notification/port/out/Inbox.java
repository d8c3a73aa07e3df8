package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inboxes in the store. What its owner has deleted, or what was retracted unread, is not there. A
 * digest is retracted with all that it tells of, and tells of what remains.
 */
public interface Inbox {

  /** The user's notifications, the latest first. */
  InboxPage page(UserId user, InboxFilter filter, PageRequest request);

  /** How many of the user's notifications are unread and not archived. */
  long unreadCount(UserId user);

  /**
   * Marks as read what is not read yet.
   *
   * @return whether the user has such a notification, read or not
   */
  boolean markRead(UserId user, NotificationId id, Instant now);

  /** Marks as read all of the user's that are neither read nor archived yet. */
  void markAllRead(UserId user, Instant now);

  /** The same for what came no later than a place. */
  void markReadUpTo(UserId user, InboxPosition place, Instant now);

  /**
   * Archives what is not archived yet.
   *
   * @return whether the user has such a notification, archived or not
   */
  boolean archive(UserId user, NotificationId id, Instant now);

  /**
   * Puts back into the inbox what was archived.
   *
   * @return whether the user has such a notification, archived or not
   */
  boolean bringBack(UserId user, NotificationId id);

  /**
   * Takes a notification away from the user; it still counts for the limit.
   *
   * @return whether the user had such a notification
   */
  boolean hide(UserId user, NotificationId id, Instant now);

  /** The place after a notification that the user has or had, be it hidden or retracted. */
  Optional<InboxPosition> placeOf(UserId user, NotificationId id);

  /** Whether anybody's notification has this id. */
  boolean exists(NotificationId id);

  /**
   * Removes notifications that were delivered, and read or hidden, before an instant, archived or
   * not, from the inboxes of the next users of one lane, who have some {@code most} of them.
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

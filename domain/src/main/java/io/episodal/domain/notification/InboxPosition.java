package io.episodal.domain.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in somebody's inbox: just after the notification that was delivered then. Since nothing
 * is delivered later with an earlier time, what comes after a place is all that is new. Immutable.
 */
public record InboxPosition(Instant deliveredAt, NotificationId id) {
  /** Before everything. */
  public static final InboxPosition START =
      new InboxPosition(Instant.EPOCH, new NotificationId(new UUID(0, 0)));

  /** After a notification. */
  public static InboxPosition after(Notification notification) {
    return new InboxPosition(notification.deliveredAt(), notification.id());
  }
}

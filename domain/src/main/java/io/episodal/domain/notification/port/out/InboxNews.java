package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is new in inboxes, for those who follow them. What its owner has deleted or archived or what
 * was retracted unread is no news.
 */
public interface InboxNews {

  /** After the latest notification that the user ever got and the store keeps. */
  InboxPosition latest(UserId user);

  /** Whether the store still keeps the notification that a place of this user comes after. */
  boolean keeps(UserId user, InboxPosition position);

  /** How many unread notifications there are in the inbox up to a place. */
  long unreadUpTo(UserId user, InboxPosition position);

  /**
   * What came after the places that some followers have seen, at most {@code most} for each, the
   * earliest first; without those for whom nothing came.
   */
  Map<Follower, List<Notification>> since(Set<Follower> followers, int most);
}

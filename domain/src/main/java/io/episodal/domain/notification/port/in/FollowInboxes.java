package io.episodal.domain.notification.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For being told of new notifications as they come, with many others at once. Thread-safe. */
public interface FollowInboxes {

  /** Begins after everything that is in the inbox by now. */
  Beginning begin(UserId user);

  /** Goes on after a place. */
  Beginning resume(UserId user, InboxPosition position);

  /**
   * What came after the places that some followers have seen, at most {@code most} for each.
   * Followers who have quiet hours are told nothing. One reading for all of them.
   */
  News news(Set<Follower> followers, int most);

  /**
   * What came, and who is not to hear of it yet.
   *
   * @param told the earliest first; without those for whom nothing came
   * @param quiet those who have quiet hours now
   */
  record News(Map<Follower, List<Notification>> told, Set<Follower> quiet) {}

  /**
   * Where somebody begins to follow.
   *
   * @param position after which all that comes is told
   * @param unread how many notifications up to there are unread
   * @param complete whether nothing that was delivered after the position can be gone
   * @param language the tag of the language that the user wants texts in, null if that was not said
   */
  record Beginning(
      InboxPosition position, long unread, boolean complete, @Nullable String language) {}
}

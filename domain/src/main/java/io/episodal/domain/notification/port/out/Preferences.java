package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.NotificationPreferences;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Preferences in the store, which has nothing about users who have not said anything. It remembers
 * since when and until when something was muted, by the clock that stamps announcements.
 */
public interface Preferences {

  /** The user's preferences, or the usual ones. */
  NotificationPreferences find(UserId user);

  /** The same, and nobody else changes them until this transaction ends. */
  NotificationPreferences findForUpdate(UserId user);

  /** The preferences of those of some users who have quiet hours, but for what they mute. */
  Map<UserId, NotificationPreferences> withQuietHours(Set<UserId> users);

  /** Keeps the user's preferences in place of what was there. */
  void put(UserId user, NotificationPreferences preferences);

  /**
   * Forgets what was muted until some time before an instant.
   *
   * @return how many times of muting
   */
  long forgetEnded(Instant before);
}

package io.episodal.domain.notification.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.PreferencesChange;

/** For saying what one wants to be told of, and when. Thread-safe. */
public interface ManagePreferences {

  /** The user's preferences; the usual ones as long as nothing was said. */
  NotificationPreferences preferences(UserId user);

  /**
   * Changes the user's preferences; invalid if it mutes what is not there and was not muted before.
   *
   * @return the preferences as they are now
   */
  NotificationPreferences change(UserId user, PreferencesChange change);
}

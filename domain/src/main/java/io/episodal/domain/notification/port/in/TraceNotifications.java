package io.episodal.domain.notification.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Decision;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import java.util.List;

/** For finding out why a user was told of something, or was not. Thread-safe. */
public interface TraceNotifications {

  /**
   * What is kept about a user and an event, or about a notification of that user alone. Not found
   * if there is no such event. A user that nobody knows has followed nothing.
   */
  Trace trace(UserId user, NotificationId event);

  /**
   * Why a user was told of an event, or was not.
   *
   * @param decisions in the order of deciding
   */
  record Trace(
      UserId user, NotificationId event, NotificationType type, List<Decision> decisions) {}
}

package io.episodal.domain.notification;

/**
 * An announcement as it is kept, once for all who are told. Immutable.
 *
 * @param retracted whether those who have not read it no longer see it
 */
public record NotificationEvent(NotificationId id, Announcement announcement, boolean retracted) {}

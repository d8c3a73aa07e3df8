package io.episodal.domain.notification;

import io.episodal.domain.shared.Page;

/**
 * A part of somebody's inbox. Immutable.
 *
 * @param unread how many unread notifications the whole inbox has
 */
public record InboxPage(Page<Notification> page, long unread) {}

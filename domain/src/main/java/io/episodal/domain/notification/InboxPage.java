package io.episodal.domain.notification;

import io.episodal.domain.shared.Page;
import org.jspecify.annotations.Nullable;

/**
 * A part of somebody's inbox. Immutable.
 *
 * @param unread how many unread notifications the whole inbox has
 * @param language the tag of the language that its owner wants texts in, null if that was not said
 */
public record InboxPage(Page<Notification> page, long unread, @Nullable String language) {}

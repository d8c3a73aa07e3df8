package io.episodal.domain.notification;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification in somebody's inbox. Immutable.
 *
 * @param deliveredAt when it came, by the clock of the store; never earlier than any before it
 * @param seenAt when it was read, or null
 */
public record Notification(
    NotificationId id, Content content, Instant deliveredAt, @Nullable Instant seenAt) {
  public boolean isRead() {
    return seenAt != null;
  }

  public Optional<Instant> readAt() {
    return Optional.ofNullable(seenAt);
  }
}

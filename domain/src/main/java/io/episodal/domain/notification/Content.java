package io.episodal.domain.notification;

import java.util.List;
import java.util.UUID;

/** What a notification tells. Immutable. */
public sealed interface Content {

  default NotificationType type() {
    return switch (this) {
      case Single(var announcement) -> announcement.type();
      case Digest digest -> NotificationType.DIGEST;
    };
  }

  /** What it is mainly about: an episode or a release. */
  UUID relatedId();

  /** One announcement, told at once. */
  record Single(Announcement announcement) implements Content {
    @Override
    public UUID relatedId() {
      return announcement.relatedId();
    }
  }

  /**
   * Announcements that were held back at the limit, told together.
   *
   * @param items the oldest first; at least one
   */
  record Digest(List<Announcement> items) implements Content {
    public Digest {
      if (items.isEmpty()) {
        throw new IllegalArgumentException("a digest tells of something");
      }
      items = List.copyOf(items);
    }

    @Override
    public UUID relatedId() {
      return items.getLast().relatedId();
    }
  }
}

package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Violations;
import java.util.List;
import java.util.UUID;

/** What a notification tells. Immutable. */
public sealed interface Content {

  default NotificationType type() {
    return switch (this) {
      case Single(var announcement) -> announcement.type();
      case Digest digest -> NotificationType.DIGEST;
      case Recommended recommended -> NotificationType.RECOMMENDATION;
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

  /** A release that the user may like. */
  record Recommended(ReleaseId release, String releaseTitle, Why why) implements Content {
    @Override
    public UUID relatedId() {
      return release.value();
    }
  }

  /** Why a release is recommended. */
  sealed interface Why {

    /** Because of what the user did. */
    record Deeds(Reason reason) implements Why {}

    /** Because somebody says so, in words of their own. */
    record Words(String text) implements Why {
      /** Most characters. */
      public static final int LONGEST = 500;

      public Words {
        new Violations().notBlank("reason", text).text("reason", text, LONGEST).throwIfAny();
      }
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

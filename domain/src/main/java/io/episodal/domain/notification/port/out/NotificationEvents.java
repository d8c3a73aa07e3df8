package io.episodal.domain.notification.port.out;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import java.time.Instant;
import java.util.Optional;

/** Announcements in the store, one row each however many are told. */
public interface NotificationEvents {

  /**
   * Records an announcement, unless the same episode or release was announced before.
   *
   * @return whether it is new
   */
  boolean add(NotificationId id, Announcement announcement);

  Optional<NotificationEvent> find(NotificationId id);

  /** Hides the announcement of an episode from all who have not read it. */
  void retract(EpisodeId episode, Instant now);

  /** Hides every announcement about a release from all who have not read it. */
  void retract(ReleaseId release, Instant now);

  /** Shows a retracted announcement of an episode again. */
  void restore(EpisodeId episode);
}

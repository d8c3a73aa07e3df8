package io.episodal.domain.notification.port.out;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Announcements in the store, one row each however many are told. */
public interface NotificationEvents {

  /**
   * Records an announcement of what was not announced before; of several episodes, of those that
   * were not.
   *
   * @param since who followed by then is told
   * @return whether anything of it is new
   */
  boolean add(NotificationId id, Announcement announcement, Instant since);

  /**
   * The announcement as it stands, in brief: of its episodes those that remain, or all of them if
   * it was retracted.
   */
  Optional<NotificationEvent> find(NotificationId id);

  /**
   * Takes episodes out of their announcements; an announcement without any other episode is hidden
   * from all who have not read it.
   */
  void retractEpisodes(Collection<EpisodeId> episodes, Instant now);

  /** Hides every announcement about some releases from all who have not read it. */
  void retractReleases(Collection<ReleaseId> releases, Instant now);

  /** Shows retracted episodes again to those who were told of them. */
  void restoreEpisodes(Collection<EpisodeId> episodes);
}

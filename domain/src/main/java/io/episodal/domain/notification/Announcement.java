package io.episodal.domain.notification;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.UUID;

/** One thing that followers are told of, with the titles it had then. Immutable. */
public sealed interface Announcement {

  ReleaseId release();

  String releaseTitle();

  /** What it is about: the episode, else the release. */
  UUID relatedId();

  /** An episode of a followed release can be watched. */
  record NewEpisode(
      ReleaseId release, String releaseTitle, EpisodeId episode, String episodeTitle, int number)
      implements Announcement {
    @Override
    public UUID relatedId() {
      return episode.value();
    }
  }

  /** A release has come into a followed genre or franchise. */
  record NewRelease(ReleaseId release, String releaseTitle) implements Announcement {
    @Override
    public UUID relatedId() {
      return release.value();
    }
  }
}

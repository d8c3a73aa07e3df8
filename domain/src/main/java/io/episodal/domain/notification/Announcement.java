package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** One thing that followers are told of, with the titles it had then. Immutable. */
public sealed interface Announcement {

  ReleaseId release();

  String releaseTitle();

  /** What it is about: the last of its episodes, else the release. */
  UUID relatedId();

  /**
   * Episodes of a followed release can be watched.
   *
   * @param episodes what was released together, by number; one or more
   */
  record NewEpisodes(ReleaseId release, String releaseTitle, List<EpisodeReference> episodes)
      implements Announcement {
    public NewEpisodes {
      if (episodes.isEmpty()) {
        throw new IllegalArgumentException("the announcement is of an episode");
      }
      episodes =
          episodes.stream().sorted(Comparator.comparingInt(EpisodeReference::number)).toList();
    }

    /** The episode with the highest number. */
    public EpisodeReference last() {
      return episodes.getLast();
    }

    @Override
    public UUID relatedId() {
      return last().id().value();
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

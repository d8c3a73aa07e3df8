package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** One thing that followers are told of, with the titles it had then. Immutable. */
public sealed interface Announcement {

  ReleaseId release();

  String releaseTitle();

  /** What followers are told of by it, if it is told alone. */
  default NotificationType type() {
    return switch (this) {
      case NewEpisodes told -> NotificationType.NEW_EPISODE;
      case NewRelease added -> NotificationType.NEW_RELEASE;
    };
  }

  /** What it is about: the last of its episodes, else the release. */
  UUID relatedId();

  /**
   * Episodes of a followed release can be watched.
   *
   * @param episodes what was released together, by number, or the last of it; one or more
   * @param count how many were released together
   * @param firstNumber the lowest number of all of them
   */
  record NewEpisodes(
      ReleaseId release,
      String releaseTitle,
      List<EpisodeReference> episodes,
      int count,
      int firstNumber)
      implements Announcement {
    /** Most episodes that a reader is told by name. */
    public static final int MOST_NAMED = 100;

    public NewEpisodes {
      if (episodes.isEmpty()) {
        throw new IllegalArgumentException("the announcement is of an episode");
      }
      episodes = byNumber(episodes);
      var leavesOut = count > episodes.size();
      var lowest = episodes.getFirst().number();
      if (count < episodes.size() || (leavesOut ? firstNumber > lowest : firstNumber != lowest)) {
        throw new IllegalArgumentException("the announcement is of the episodes that it names");
      }
    }

    /** An announcement that names all of its episodes. */
    public NewEpisodes(ReleaseId release, String releaseTitle, List<EpisodeReference> episodes) {
      this(release, releaseTitle, episodes, episodes.size(), lowestNumber(episodes));
    }

    /** The same, naming at most the last {@value #MOST_NAMED} of its episodes. */
    public NewEpisodes inBrief() {
      var named = episodes.subList(Math.max(0, episodes.size() - MOST_NAMED), episodes.size());
      return new NewEpisodes(release, releaseTitle, named, count, firstNumber);
    }

    /** Whether all of its episodes are named. */
    public boolean namesAll() {
      return count == episodes.size();
    }

    /** The numbers of all of its episodes, unless they have gaps and not all are named. */
    Optional<List<Integer>> numbers() {
      if (namesAll()) {
        return Optional.of(episodes.stream().map(EpisodeReference::number).toList());
      }
      return last().number() - (long) firstNumber + 1 == count
          ? Optional.of(IntStream.rangeClosed(firstNumber, last().number()).boxed().toList())
          : Optional.empty();
    }

    /** The episode with the highest number. */
    public EpisodeReference last() {
      return episodes.getLast();
    }

    @Override
    public UUID relatedId() {
      return last().id().value();
    }

    private static List<EpisodeReference> byNumber(List<EpisodeReference> episodes) {
      return episodes.stream().sorted(Comparator.comparingInt(EpisodeReference::number)).toList();
    }

    private static int lowestNumber(List<EpisodeReference> episodes) {
      return episodes.stream().mapToInt(EpisodeReference::number).min().orElse(0);
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

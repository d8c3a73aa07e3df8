package io.episodal.domain.analytics;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The views of a release over time. Immutable.
 *
 * @param buckets one for each beginning of the range, in order
 */
public record Timeseries(ReleaseId release, String title, BucketRange range, List<Bucket> buckets) {
  public Timeseries {
    buckets = List.copyOf(buckets);
  }

  /** Puts what was counted and what was released into the buckets of a range. */
  public static Timeseries of(
      ReleaseId release,
      String title,
      BucketRange range,
      List<Count> counts,
      List<Released> episodes) {
    var countAt = counts.stream().collect(Collectors.toMap(Count::from, Function.identity()));
    var releasedIn =
        episodes.stream()
            .collect(Collectors.groupingBy(episode -> range.interval().beginningOf(episode.at())));
    var buckets =
        range.beginnings().stream()
            .map(from ->
                new Bucket(
                    countAt.getOrDefault(from, Count.none(range.interval(), from)),
                    releasedIn.getOrDefault(from, List.of())))
            .toList();
    return new Timeseries(release, title, range, buckets);
  }

  /** What was counted in one bucket, and the episodes released in it, by number. */
  public record Bucket(Count count, List<Released> episodes) {
    public Bucket {
      episodes = List.copyOf(episodes);
    }
  }

  /**
   * What the views of one bucket add up to.
   *
   * @param averageCompletion mean share watched, in percent, 0 without views
   * @param uniqueViewers different viewers of a day; null for an hour, as nobody counts them
   */
  public record Count(
      Instant from,
      long totalViews,
      double averageCompletion,
      long engagedViews,
      long completions,
      long watchedSeconds,
      @Nullable Long uniqueViewers) {
    static Count none(Interval interval, Instant from) {
      var viewers =
          switch (interval) {
            case HOUR -> null;
            case DAY -> 0L;
          };
      return new Count(from, 0, 0, 0, 0, 0, viewers);
    }
  }

  /** An episode that was released at a time: on its date, or when it was added if it has none. */
  public record Released(EpisodeId episode, int number, String title, Instant at) {}
}

package io.episodal.adapter.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.RatingHistogram;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.analytics.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of one release as answers show them. */
final class ReleaseFigureJson {
  private ReleaseFigureJson() {}

  record Overview(
      UUID releaseId,
      String releaseTitle,
      Map<String, CountsJson> windows,
      @Nullable Double averageRating,
      long votes,
      List<Score> ratingHistogram,
      long followers,
      double popularityScore,
      String definition) {
    static Overview of(ReleaseOverview release) {
      var windows = new LinkedHashMap<String, CountsJson>();
      for (var window : Window.values()) {
        windows.put(window.code(), countsIn(release, window));
      }
      var mean = release.ratings().mean();
      return new Overview(
          release.release().value(),
          release.title(),
          windows,
          mean.isEmpty() ? null : Json.rounded(mean.getAsDouble()),
          release.ratings().count(),
          scores(release.ratings()),
          release.followers(),
          Json.rounded(release.popularityScore()),
          FigureJson.DEFINITION);
    }

    private static List<Score> scores(RatingHistogram ratings) {
      return IntStream.rangeClosed(1, RatingHistogram.HIGHEST)
          .mapToObj(score -> new Score(score, ratings.votes().get(score - 1)))
          .toList();
    }
  }

  record Score(int score, long votes) {}

  /** A window as a row of a table. */
  record WindowRow(String window, @JsonUnwrapped CountsJson counts) {
    static List<WindowRow> all(ReleaseOverview release) {
      return Stream.of(Window.values())
          .map(window -> new WindowRow(window.code(), countsIn(release, window)))
          .toList();
    }
  }

  record Series(
      UUID releaseId,
      String releaseTitle,
      String interval,
      Instant from,
      Instant to,
      List<Bucket> buckets,
      String definition) {
    static Series of(Timeseries series) {
      var range = series.range();
      return new Series(
          series.release().value(),
          series.title(),
          range.interval().code(),
          range.from(),
          range.to(),
          series.buckets().stream().map(Bucket::of).toList(),
          FigureJson.DEFINITION);
    }
  }

  record Bucket(
      Instant from,
      long totalViews,
      @Nullable Long uniqueViewers,
      double averageCompletion,
      long engagedViews,
      long completions,
      long watchedSeconds,
      List<Released> episodes) {
    static Bucket of(Timeseries.Bucket bucket) {
      var count = bucket.count();
      return new Bucket(
          count.from(),
          count.totalViews(),
          count.uniqueViewers(),
          Json.rounded(count.averageCompletion()),
          count.engagedViews(),
          count.completions(),
          count.watchedSeconds(),
          bucket.episodes().stream().map(Released::of).toList());
    }
  }

  record Released(UUID episodeId, int number, String title) {
    static Released of(Timeseries.Released episode) {
      return new Released(episode.episode().value(), episode.number(), episode.title());
    }
  }

  record FunnelAnswer(
      UUID releaseId, String releaseTitle, List<Step> episodes, long total, String definition) {
    static FunnelAnswer of(Funnel funnel) {
      return new FunnelAnswer(
          funnel.release().value(),
          funnel.title(),
          funnel.steps().stream().map(Step::of).toList(),
          funnel.total(),
          FigureJson.DEFINITION);
    }
  }

  record Step(
      UUID episodeId,
      int number,
      String title,
      long viewers,
      long completions,
      @Nullable Long fromPrevious,
      @Nullable Double retention) {
    static Step of(Funnel.Step step) {
      var retention = step.retention();
      return new Step(
          step.episode().value(),
          step.number(),
          step.title(),
          step.viewers(),
          step.completions(),
          step.fromPrevious(),
          retention == null ? null : Json.share(retention));
    }
  }

  private static CountsJson countsIn(ReleaseOverview release, Window window) {
    return CountsJson.of(Objects.requireNonNull(release.windows().get(window)));
  }
}

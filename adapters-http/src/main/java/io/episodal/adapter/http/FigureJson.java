package io.episodal.adapter.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.ReleaseFigures;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures of releases and genres as answers show them. */
final class FigureJson {
  /** Names how views are counted: {@code total_views} counts every recorded view. */
  static final String DEFINITION = "all-events";

  private FigureJson() {}

  record Views(List<Release> releases, long totalReleases, String window, String definition) {}

  record Release(UUID releaseId, String releaseTitle, @JsonUnwrapped CountsJson counts) {
    static Release of(ReleaseFigures release) {
      return new Release(
          release.release().value(), release.title(), CountsJson.of(release.counts()));
    }
  }

  record Top(
      List<TopRelease> topReleases, List<TopGenre> topGenres, String window, String definition) {}

  record TopRelease(
      UUID releaseId,
      String releaseTitle,
      long totalViews,
      long uniqueViewers,
      @Nullable Double averageRating,
      double popularityScore,
      double averageCompletion,
      long engagedViews,
      long completions,
      long watchedSeconds) {
    static TopRelease of(ReleaseFigures release) {
      var counts = release.counts();
      var rating = release.meanRating();
      return new TopRelease(
          release.release().value(),
          release.title(),
          counts.totalViews(),
          counts.uniqueViewers(),
          rating == null ? null : Json.rounded(rating),
          Json.rounded(release.popularityScore()),
          Json.rounded(counts.averageCompletion()),
          counts.engagedViews(),
          counts.completions(),
          counts.watchedSeconds());
    }
  }

  record TopGenre(UUID genreId, String genreName, long totalViews, long releaseCount) {
    static TopGenre of(GenreFigures genre) {
      return new TopGenre(
          genre.genre().value(), genre.name(), genre.totalViews(), genre.releases());
    }
  }

  record Genres(List<Genre> genres, long total, String window, String definition) {}

  record Genre(
      UUID genreId,
      String genreName,
      long releaseCount,
      long totalViews,
      long engagedViews,
      long completions,
      long watchedSeconds) {
    static Genre of(GenreFigures genre) {
      return new Genre(
          genre.genre().value(),
          genre.name(),
          genre.releases(),
          genre.totalViews(),
          genre.engagedViews(),
          genre.completions(),
          genre.watchedSeconds());
    }
  }
}

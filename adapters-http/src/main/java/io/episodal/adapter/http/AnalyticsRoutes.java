package io.episodal.adapter.http;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.ReadAnalytics;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures of releases and genres, from the cache of answers. */
final class AnalyticsRoutes {
  private static final String VIEWS = "/api/v1/analytics/views";
  private static final String TOP = "/api/v1/analytics/top";
  private static final Duration VIEWS_LIVE = Duration.ofMinutes(10);
  private static final Duration TOP_LIVES = Duration.ofHours(1);
  private static final int USUAL = 10;
  private static final int MOST_VIEWS = 100;
  private static final int MOST_TOP = 50;

  /** Names how views are counted: {@code total_views} counts every recorded view. */
  private static final String DEFINITION = "all-events";

  private final ReadAnalytics figures;
  private final CachedAnswers cached;

  AnalyticsRoutes(ReadAnalytics figures, CachedAnswers cached) {
    this.figures = figures;
    this.cached = cached;
  }

  List<Route> routes() {
    return List.of(
        Route.get(VIEWS, Access.PUBLIC, this::views), Route.get(TOP, Access.PUBLIC, this::top));
  }

  private Answer views(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new ViewsWanted(
                query.ids("release_ids"),
                window(query),
                query.skip(),
                query.limit(USUAL, MOST_VIEWS)));
    return cached.json(
        wanted.name(), VIEWS_LIVE, Set.of(Tag.VIEWS, Tag.CATALOGUE), () -> views(wanted));
  }

  private ViewsJson views(ViewsWanted wanted) {
    var page =
        wanted.releases().isEmpty()
            ? figures.mostViewed(wanted.window(), wanted.skip(), wanted.limit())
            : figures.viewsOf(
                wanted.releases().stream().map(ReleaseId::new).collect(Collectors.toSet()),
                wanted.window(),
                wanted.skip(),
                wanted.limit());
    return new ViewsJson(
        page.items().stream().map(ReleaseViewsJson::of).toList(),
        page.total(),
        wanted.window().code(),
        DEFINITION);
  }

  private Answer top(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new TopWanted(
                ranking(query), window(query), query.skip(), query.limit(USUAL, MOST_TOP)));
    return cached.json(
        wanted.name(), TOP_LIVES, Set.of(Tag.RANKING, Tag.CATALOGUE), () -> top(wanted));
  }

  private TopJson top(TopWanted wanted) {
    var top = figures.top(wanted.ranking(), wanted.window(), wanted.skip(), wanted.limit());
    return new TopJson(
        top.releases().stream().map(TopReleaseJson::of).toList(),
        top.genres().stream().map(TopGenreJson::of).toList(),
        wanted.window().code(),
        DEFINITION);
  }

  private static Window window(Query query) {
    var window = query.code("window", Window::code, List.of(Window.values()));
    return window == null ? Window.ALL : window;
  }

  private static Ranking ranking(Query query) {
    var ranking = query.code("sort", Ranking::code, List.of(Ranking.values()));
    return ranking == null ? Ranking.POPULARITY : ranking;
  }

  private record ViewsWanted(Set<UUID> releases, Window window, long skip, int limit) {
    /** The same for all requests that want the same. */
    String name() {
      var ids = releases.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
      return "%s?window=%s&skip=%d&limit=%d&release_ids=%s"
          .formatted(VIEWS, window.code(), skip, limit, ids);
    }
  }

  private record TopWanted(Ranking ranking, Window window, long skip, int limit) {
    String name() {
      return "%s?sort=%s&window=%s&skip=%d&limit=%d"
          .formatted(TOP, ranking.code(), window.code(), skip, limit);
    }
  }

  private record ViewsJson(
      List<ReleaseViewsJson> releases, long totalReleases, String window, String definition) {}

  private record ReleaseViewsJson(
      UUID releaseId,
      String releaseTitle,
      long totalViews,
      long uniqueViewers,
      double averageCompletion,
      long engagedViews,
      long completions,
      long watchedSeconds) {
    static ReleaseViewsJson of(ReleaseFigures release) {
      var counts = release.counts();
      return new ReleaseViewsJson(
          release.release().value(),
          release.title(),
          counts.totalViews(),
          counts.uniqueViewers(),
          Json.rounded(counts.averageCompletion()),
          counts.engagedViews(),
          counts.completions(),
          counts.watchedSeconds());
    }
  }

  private record TopJson(
      List<TopReleaseJson> topReleases,
      List<TopGenreJson> topGenres,
      String window,
      String definition) {}

  private record TopReleaseJson(
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
    static TopReleaseJson of(ReleaseFigures release) {
      var counts = release.counts();
      var rating = release.meanRating();
      return new TopReleaseJson(
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

  private record TopGenreJson(UUID genreId, String genreName, long totalViews, long releaseCount) {
    static TopGenreJson of(GenreFigures genre) {
      return new TopGenreJson(
          genre.genre().value(), genre.name(), genre.totalViews(), genre.releases());
    }
  }
}

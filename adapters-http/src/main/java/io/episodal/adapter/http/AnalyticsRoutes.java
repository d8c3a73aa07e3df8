package io.episodal.adapter.http;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.ReadAnalytics;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Lists of figures: JSON from the cache of answers, rows of CSV and NDJSON from the store. */
final class AnalyticsRoutes {
  private static final String VIEWS = "/api/v1/analytics/views";
  private static final String TOP = "/api/v1/analytics/top";
  private static final String GENRES = "/api/v1/analytics/genres";
  private static final Duration VIEWS_LIVE = Duration.ofMinutes(10);
  private static final Duration RANKINGS_LIVE = Duration.ofHours(1);
  private static final int USUAL = 10;
  private static final int MOST = 100;
  private static final int MOST_TOP = 50;

  private final ReadAnalytics figures;
  private final CachedAnswers cached;
  private final QueryTimes times;

  AnalyticsRoutes(ReadAnalytics figures, CachedAnswers cached, QueryTimes times) {
    this.figures = figures;
    this.cached = cached;
    this.times = times;
  }

  List<Route> routes() {
    return List.of(
        Route.table(VIEWS, Access.PUBLIC, this::views),
        Route.table(TOP, Access.PUBLIC, this::top),
        Route.table(GENRES, Access.PUBLIC, this::genres));
  }

  private Response views(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new ListWanted(
                query.ids("release_ids"),
                FigureQuery.ranking(query, Ranking.VIEWS),
                FigureQuery.window(query),
                Stretch.of(query, USUAL, MOST)));
    return switch (call.format()) {
      case JSON ->
          cached.json(
              wanted.name(VIEWS),
              VIEWS_LIVE,
              Set.of(Tag.VIEWS, Tag.CATALOGUE),
              times.of(VIEWS, () -> views(wanted)));
      case CSV, NDJSON ->
          new Download<>(
              call.format(), FigureJson.Release.class, releases(wanted), FigureJson.Release::of);
    };
  }

  private FigureJson.Views views(ListWanted wanted) {
    var page = page(wanted, wanted.stretch().limit());
    return new FigureJson.Views(
        page.items().stream().map(FigureJson.Release::of).toList(),
        page.total(),
        wanted.window().code(),
        FigureJson.DEFINITION);
  }

  private Response top(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new ListWanted(
                Set.of(),
                FigureQuery.ranking(query, Ranking.POPULARITY),
                FigureQuery.window(query),
                Stretch.of(query, USUAL, MOST_TOP)));
    return switch (call.format()) {
      case JSON ->
          cached.json(
              wanted.name(TOP),
              RANKINGS_LIVE,
              Set.of(Tag.RANKING, Tag.CATALOGUE),
              times.of(TOP, () -> top(wanted)));
      case CSV, NDJSON ->
          new Download<>(
              call.format(),
              FigureJson.TopRelease.class,
              releases(wanted),
              FigureJson.TopRelease::of);
    };
  }

  private FigureJson.Top top(ListWanted wanted) {
    var stretch = wanted.stretch();
    var top = figures.top(wanted.ranking(), wanted.window(), stretch.skip(), stretch.limit());
    return new FigureJson.Top(
        top.releases().stream().map(FigureJson.TopRelease::of).toList(),
        top.genres().stream().map(FigureJson.TopGenre::of).toList(),
        wanted.window().code(),
        FigureJson.DEFINITION);
  }

  private Response genres(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new ListWanted(
                Set.of(),
                Ranking.VIEWS,
                FigureQuery.window(query),
                Stretch.of(query, USUAL, MOST)));
    return switch (call.format()) {
      case JSON ->
          cached.json(
              wanted.name(GENRES),
              RANKINGS_LIVE,
              Set.of(Tag.RANKING, Tag.CATALOGUE),
              times.of(GENRES, () -> genres(wanted)));
      case CSV, NDJSON ->
          new Download<>(
              call.format(), FigureJson.Genre.class, genreParts(wanted), FigureJson.Genre::of);
    };
  }

  private FigureJson.Genres genres(ListWanted wanted) {
    var stretch = wanted.stretch();
    var page = figures.genres(wanted.window(), stretch.skip(), stretch.limit());
    return new FigureJson.Genres(
        page.items().stream().map(FigureJson.Genre::of).toList(),
        page.total(),
        wanted.window().code(),
        FigureJson.DEFINITION);
  }

  private Page<ReleaseFigures> page(ListWanted wanted, int limit) {
    var skip = wanted.stretch().skip();
    return wanted.releases().isEmpty()
        ? figures.ranked(wanted.ranking(), wanted.window(), skip, limit)
        : figures.ranked(
            wanted.releases().stream().map(ReleaseId::new).collect(Collectors.toSet()),
            wanted.ranking(),
            wanted.window(),
            skip,
            limit);
  }

  private Parts<ReleaseFigures> releases(ListWanted wanted) {
    var first = page(wanted, wanted.stretch().firstPart()).items();
    return wanted.stretch().isLimited() || !wanted.releases().isEmpty()
        ? Parts.of(first)
        : Parts.of(
            first,
            last -> figures.rankedAfter(last, wanted.ranking(), wanted.window(), Parts.SIZE));
  }

  private Parts<GenreFigures> genreParts(ListWanted wanted) {
    var stretch = wanted.stretch();
    var first = figures.genres(wanted.window(), stretch.skip(), stretch.firstPart()).items();
    return stretch.isLimited()
        ? Parts.of(first)
        : Parts.of(first, last -> figures.genresAfter(last, wanted.window(), Parts.SIZE));
  }

  /** What a request wants, whatever the order of its parameters. */
  private record ListWanted(Set<UUID> releases, Ranking ranking, Window window, Stretch stretch) {
    String name(String path) {
      var ids = releases.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
      return "%s?sort=%s&window=%s&skip=%d&limit=%d&release_ids=%s"
          .formatted(path, ranking.code(), window.code(), stretch.skip(), stretch.limit(), ids);
    }
  }
}

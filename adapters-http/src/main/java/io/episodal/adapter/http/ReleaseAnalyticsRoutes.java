package io.episodal.adapter.http;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.port.in.ReadReleaseAnalytics;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Figures of one release: JSON from the cache of answers, rows from the store. */
final class ReleaseAnalyticsRoutes {
  private static final String OVERVIEW = "/api/v1/analytics/releases/{id}";
  private static final String TIMESERIES = OVERVIEW + "/timeseries";
  private static final String FUNNEL = OVERVIEW + "/funnel";
  private static final Duration LIVES = Duration.ofMinutes(10);
  private static final int USUAL_EPISODES = 100;
  private static final int MOST_EPISODES = 1_000;

  private final ReadReleaseAnalytics figures;
  private final CachedAnswers cached;
  private final QueryTimes times;

  ReleaseAnalyticsRoutes(ReadReleaseAnalytics figures, CachedAnswers cached, QueryTimes times) {
    this.figures = figures;
    this.cached = cached;
    this.times = times;
  }

  List<Route> routes() {
    return List.of(
        Route.table(OVERVIEW, Access.PUBLIC, this::overview),
        Route.table(TIMESERIES, Access.PUBLIC, this::timeseries),
        Route.table(FUNNEL, Access.PUBLIC, this::funnel));
  }

  private Response overview(Call call) {
    var release = call.id(ReleaseId::new);
    return switch (call.format()) {
      case JSON ->
          cached.json(
              name(OVERVIEW, release),
              LIVES,
              Set.of(Tag.VIEWS, Tag.RANKING, Tag.CATALOGUE),
              times.of(OVERVIEW, () -> ReleaseFigureJson.Overview.of(figures.overview(release))));
      case CSV, NDJSON ->
          new Download<>(
              call.format(),
              ReleaseFigureJson.WindowRow.class,
              Parts.of(ReleaseFigureJson.WindowRow.all(figures.overview(release))),
              row -> row);
    };
  }

  private Response timeseries(Call call) {
    var release = call.id(ReleaseId::new);
    var range = range(call.query());
    return switch (call.format()) {
      case JSON ->
          cached.json(
              "%s?interval=%s&from=%s&to=%s"
                  .formatted(
                      name(TIMESERIES, release), range.interval().code(), range.from(), range.to()),
              LIVES,
              Set.of(Tag.VIEWS, Tag.CATALOGUE),
              times.of(
                  TIMESERIES,
                  () -> ReleaseFigureJson.Series.of(figures.timeseries(release, range))));
      case CSV, NDJSON ->
          new Download<>(
              call.format(),
              ReleaseFigureJson.Bucket.class,
              Parts.of(figures.timeseries(release, range).buckets()),
              ReleaseFigureJson.Bucket::of);
    };
  }

  private BucketRange range(Query query) {
    return query.build(() ->
        figures.range(FigureQuery.interval(query), query.instant("from"), query.instant("to")));
  }

  private Response funnel(Call call) {
    var release = call.id(ReleaseId::new);
    var query = call.query();
    var stretch = query.build(() -> Stretch.of(query, USUAL_EPISODES, MOST_EPISODES));
    return switch (call.format()) {
      case JSON ->
          cached.json(
              "%s?skip=%d&limit=%d"
                  .formatted(name(FUNNEL, release), stretch.skip(), stretch.limit()),
              LIVES,
              Set.of(Tag.VIEWS, Tag.CATALOGUE),
              times.of(
                  FUNNEL,
                  () ->
                      ReleaseFigureJson.FunnelAnswer.of(
                          figures.funnel(release, stretch.skip(), stretch.limit()))));
      case CSV, NDJSON ->
          new Download<>(
              call.format(),
              ReleaseFigureJson.Step.class,
              steps(release, stretch),
              ReleaseFigureJson.Step::of);
    };
  }

  private Parts<Funnel.Step> steps(ReleaseId release, Stretch stretch) {
    var first = figures.funnel(release, stretch.skip(), stretch.firstPart()).steps();
    return stretch.isLimited()
        ? Parts.of(first)
        : Parts.of(first, last -> figures.funnelAfter(release, last.number(), Parts.SIZE).steps());
  }

  private static String name(String path, ReleaseId release) {
    return path.replace("{id}", release.value().toString());
  }
}

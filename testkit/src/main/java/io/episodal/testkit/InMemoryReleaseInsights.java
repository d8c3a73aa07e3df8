package io.episodal.testkit;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.RatingHistogram;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.analytics.Timeseries.Released;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.ReleaseInsights;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import io.episodal.testkit.Rows.ReleaseRow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of single releases, counted from every view whenever they are asked for. */
final class InMemoryReleaseInsights implements ReleaseInsights {
  private final Supplier<Tables> tables;

  InMemoryReleaseInsights(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public Optional<ReleaseOverview> overview(ReleaseId release) {
    var from = tables.get();
    return InMemoryReleases.live(from, release).map(row -> overview(from, row));
  }

  @Override
  public Optional<Timeseries> timeseries(ReleaseId release, BucketRange range) {
    var from = tables.get();
    return InMemoryReleases.live(from, release)
        .map(row ->
            Timeseries.of(
                release,
                row.details().title(),
                range,
                Buckets.of(views(from, release).toList(), range),
                released(from, release, range)));
  }

  @Override
  public Optional<Funnel> funnel(ReleaseId release, long skip, int limit) {
    return funnel(release, steps -> steps.skip(skip).limit(limit));
  }

  @Override
  public Optional<Funnel> funnelAfter(ReleaseId release, int number, int limit) {
    return funnel(release, steps -> steps.filter(step -> step.number() > number).limit(limit));
  }

  private Optional<Funnel> funnel(ReleaseId release, Part part) {
    var from = tables.get();
    return InMemoryReleases.live(from, release)
        .map(row -> {
          var steps = steps(from, release);
          return new Funnel(
              release, row.details().title(), part.of(steps.stream()).toList(), steps.size());
        });
  }

  private static ReleaseOverview overview(Tables from, ReleaseRow row) {
    var windows = new EnumMap<Window, Counts>(Window.class);
    for (var window : Window.values()) {
      windows.put(window, InMemoryFigures.tally(from, row.id(), window).counts());
    }
    return new ReleaseOverview(
        row.id(),
        row.details().title(),
        windows,
        histogram(from, row.id()),
        InMemorySubscriptions.active(from)
            .filter(each -> each.target().equals(new OfRelease(row.id())))
            .count(),
        from.scores.getOrDefault(row.id(), 0.0));
  }

  private static RatingHistogram histogram(Tables from, ReleaseId release) {
    var scores = from.ratings.getOrDefault(release, Map.of()).values();
    return new RatingHistogram(
        IntStream.rangeClosed(1, RatingHistogram.HIGHEST)
            .mapToObj(score -> scores.stream().filter(given -> given == score).count())
            .toList());
  }

  private static List<Released> released(Tables from, ReleaseId release, BucketRange range) {
    var interval = range.interval();
    return episodes(from, release)
        .filter(Episode::isReleased)
        .map(InMemoryReleaseInsights::released)
        .filter(
            episode -> !episode.at().isBefore(range.from()) && episode.at().isBefore(range.to()))
        .collect(Collectors.groupingBy(episode -> interval.beginningOf(episode.at())))
        .values()
        .stream()
        .flatMap(bucket -> bucket.stream().limit(MOST_RELEASED))
        .toList();
  }

  private static Released released(Episode episode) {
    var details = episode.details();
    var date = details.releaseDate();
    return new Released(
        episode.id(), details.number(), details.title(), date == null ? episode.createdAt() : date);
  }

  private static List<Funnel.Step> steps(Tables from, ReleaseId release) {
    var episodes = episodes(from, release).toList();
    return IntStream.range(0, episodes.size())
        .mapToObj(i -> step(from, i == 0 ? null : episodes.get(i - 1), episodes.get(i)))
        .toList();
  }

  private static Funnel.Step step(Tables from, @Nullable Episode previous, Episode episode) {
    var views = views(from, episode).toList();
    var before = previous == null ? Set.<UUID>of() : signedIn(views(from, previous));
    var stayed = new HashSet<>(before);
    stayed.retainAll(signedIn(views.stream()));
    return new Funnel.Step(
        episode.id(),
        episode.details().number(),
        episode.details().title(),
        views.stream().map(view -> view.viewer().key()).distinct().count(),
        Buckets.completed(views).size(),
        previous == null ? null : (long) stayed.size(),
        before.isEmpty() ? null : (double) stayed.size() / before.size());
  }

  private static Stream<Episode> episodes(Tables from, ReleaseId release) {
    return InMemoryEpisodes.live(from)
        .filter(episode -> episode.release().equals(release))
        .sorted(Comparator.comparingInt(episode -> episode.details().number()));
  }

  private static Stream<ViewEvent> views(Tables from, ReleaseId release) {
    return from.views.stream().filter(view -> view.release().equals(release));
  }

  private static Stream<ViewEvent> views(Tables from, Episode episode) {
    return views(from, episode.release()).filter(view -> episode.id().equals(view.episode()));
  }

  private static Set<UUID> signedIn(Stream<ViewEvent> views) {
    return views
        .filter(view -> view.viewer().signedIn())
        .map(view -> view.viewer().key())
        .collect(Collectors.toSet());
  }

  /** A part of a funnel's steps. */
  private interface Part {
    Stream<Funnel.Step> of(Stream<Funnel.Step> steps);
  }
}

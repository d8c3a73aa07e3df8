package io.episodal.testkit;

import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.Figures;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import io.episodal.testkit.Rows.ReleaseRow;
import io.episodal.testkit.Rows.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Figures counted from every view whenever they are refreshed. */
final class InMemoryFigures implements Figures {

  /** Stands for the length of an episode where none is known, in seconds. */
  private static final double USUAL_RUNTIME = 1_440;

  private static final Comparator<ReleaseFigures> MOST_VIEWED_FIRST =
      Comparator.<ReleaseFigures>comparingLong(figures -> -figures.counts().totalViews())
          .thenComparing(figures -> figures.release().value(), Order.BY_ID);

  private final Supplier<Tables> tables;

  InMemoryFigures(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public Page<ReleaseFigures> mostViewed(Window window, long skip, int limit) {
    return page(InMemoryReleases.live(tables.get()), window, skip, limit);
  }

  @Override
  public Page<ReleaseFigures> of(Set<ReleaseId> releases, Window window, long skip, int limit) {
    var wanted =
        InMemoryReleases.live(tables.get()).filter(release -> releases.contains(release.id()));
    return page(wanted, window, skip, limit);
  }

  @Override
  public List<ReleaseFigures> top(Ranking ranking, Window window, long skip, int limit) {
    var from = tables.get();
    ToDoubleFunction<ReleaseFigures> value =
        switch (ranking) {
          case POPULARITY -> ReleaseFigures::popularityScore;
          case VIEWS -> figures -> figures.counts().totalViews();
          case TRENDING -> figures -> InMemoryReleases.attention(from, figures.release());
        };
    return InMemoryReleases.live(from)
        .map(release -> figures(from, release, window))
        .sorted(Comparator.comparingDouble(value).reversed().thenComparing(MOST_VIEWED_FIRST))
        .skip(skip)
        .limit(limit)
        .toList();
  }

  @Override
  public List<GenreFigures> topGenres(Window window, long skip, int limit) {
    var from = tables.get();
    return from.genres.stream()
        .map(genre -> figures(from, genre, window))
        .sorted(
            Comparator.<GenreFigures>comparingLong(figures -> -figures.totalViews())
                .thenComparing(figures -> figures.genre().value(), Order.BY_ID))
        .skip(skip)
        .limit(limit)
        .toList();
  }

  @Override
  public long refreshCounts(Instant now) {
    var to = tables.get();
    var changed = new HashSet<>(to.uncounted.keys());
    to.counted
        .find(true)
        .ifPresent(last ->
            to.views.stream()
                .filter(view -> hasLeftAWindow(view, last, now))
                .forEach(view -> changed.add(view.release())));
    for (var release : changed) {
      var views = to.views.stream().filter(view -> view.release().equals(release)).toList();
      to.tallies.put(release, Tallies.of(views, now));
    }
    to.uncounted.clear();
    to.counted.put(true, now);
    return changed.size();
  }

  @Override
  public Map<ReleaseId, PopularityScore.Input> scoreInputs() {
    var from = tables.get();
    var inputs = new HashMap<ReleaseId, PopularityScore.Input>();
    InMemoryReleases.live(from)
        .map(ReleaseRow::id)
        .filter(id -> hasInput(from, id))
        .forEach(id -> inputs.put(id, input(from, id)));
    return Map.copyOf(inputs);
  }

  @Override
  public void putScores(Map<ReleaseId, Double> scores) {
    var to = tables.get();
    scores.forEach(to.scores::put);
  }

  private Page<ReleaseFigures> page(
      Stream<ReleaseRow> releases, Window window, long skip, int limit) {
    var from = tables.get();
    var sorted =
        releases.map(release -> figures(from, release, window)).sorted(MOST_VIEWED_FIRST).toList();
    return new Page<>(sorted.stream().skip(skip).limit(limit).toList(), sorted.size(), null);
  }

  private static ReleaseFigures figures(Tables from, ReleaseRow release, Window window) {
    return new ReleaseFigures(
        release.id(),
        release.details().title(),
        tally(from, release.id(), window).counts(),
        InMemoryRatings.mean(from, release.id()),
        from.scores.getOrDefault(release.id(), 0.0));
  }

  private static GenreFigures figures(Tables from, Genre genre, Window window) {
    var releases =
        InMemoryReleases.live(from)
            .filter(release -> release.details().genres().contains(genre.id()))
            .toList();
    var views =
        releases.stream().mapToLong(release -> tally(from, release.id(), window).views()).sum();
    return new GenreFigures(genre.id(), genre.name(), views, releases.size());
  }

  private static boolean hasLeftAWindow(ViewEvent view, Instant last, Instant now) {
    return Stream.of(Window.values())
        .flatMap(window -> window.length().stream())
        .anyMatch(length ->
            view.viewedAt().isAfter(last.minus(length))
                && !view.viewedAt().isAfter(now.minus(length)));
  }

  /** Whether a release has a score, or has one no longer and must be told so. */
  private static boolean hasInput(Tables from, ReleaseId release) {
    return tally(from, release, Window.QUARTER).views() > 0
        || votes(from, release) > 0
        || from.scores.getOrDefault(release, 0.0) != 0;
  }

  private static PopularityScore.Input input(Tables from, ReleaseId release) {
    var tally = tally(from, release, Window.QUARTER);
    return new PopularityScore.Input(
        tally.viewers(),
        tally.views(),
        tally.completionSum(),
        tally.watchedSeconds() / runtime(from, release),
        votes(from, release),
        InMemoryRatings.sum(from, release));
  }

  private static double runtime(Tables from, ReleaseId release) {
    return InMemoryEpisodes.live(from)
        .filter(episode -> episode.release().equals(release))
        .map(Episode::details)
        .map(details -> details.durationSeconds())
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .filter(seconds -> seconds > 0)
        .average()
        .orElse(USUAL_RUNTIME);
  }

  private static long votes(Tables from, ReleaseId release) {
    return from.ratings.getOrDefault(release, Map.of()).size();
  }

  private static Tally tally(Tables from, ReleaseId release, Window window) {
    return from.tallies.getOrDefault(release, Map.of()).getOrDefault(window, Tally.NONE);
  }
}

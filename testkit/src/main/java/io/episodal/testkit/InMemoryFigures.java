package io.episodal.testkit;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Trend;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.Figures;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import io.episodal.testkit.Rows.ReleaseRow;
import io.episodal.testkit.Rows.Tally;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Figures counted from every view whenever they are refreshed. */
final class InMemoryFigures implements Figures {

  /** Stands for the length of an episode where none is known, in seconds. */
  private static final double USUAL_RUNTIME = 1_440;

  private static final Comparator<GenreFigures> MOST_VIEWED_FIRST =
      Comparator.<GenreFigures>comparingLong(figures -> -figures.totalViews())
          .thenComparing(figures -> figures.genre().value(), Order.BY_ID);

  private final Supplier<Tables> tables;

  InMemoryFigures(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public long releases() {
    return InMemoryReleases.live(tables.get()).count();
  }

  @Override
  public List<ReleaseFigures> ranked(Ranking ranking, Window window, long skip, int limit) {
    return all(ranking, window).skip(skip).limit(limit).toList();
  }

  @Override
  public List<ReleaseFigures> rankedAfter(
      ReleaseFigures last, Ranking ranking, Window window, int limit) {
    return all(ranking, window)
        .filter(figures -> highestFirst(ranking).compare(figures, last) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Page<ReleaseFigures> ranked(
      Set<ReleaseId> releases, Ranking ranking, Window window, long skip, int limit) {
    var asked =
        all(ranking, window).filter(figures -> releases.contains(figures.release())).toList();
    return new Page<>(asked.stream().skip(skip).limit(limit).toList(), asked.size(), null);
  }

  @Override
  public long genres() {
    return tables.get().genres.stream().count();
  }

  @Override
  public List<GenreFigures> genres(Window window, long skip, int limit) {
    return allGenres(window).skip(skip).limit(limit).toList();
  }

  @Override
  public List<GenreFigures> genresAfter(GenreFigures last, Window window, int limit) {
    return allGenres(window)
        .filter(figures -> MOST_VIEWED_FIRST.compare(figures, last) > 0)
        .limit(limit)
        .toList();
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

  private Stream<ReleaseFigures> all(Ranking ranking, Window window) {
    var from = tables.get();
    return InMemoryReleases.live(from)
        .map(release -> figures(from, release, window))
        .sorted(highestFirst(ranking));
  }

  private Stream<GenreFigures> allGenres(Window window) {
    var from = tables.get();
    return from.genres.stream()
        .map(genre -> figures(from, genre, window))
        .sorted(MOST_VIEWED_FIRST);
  }

  private static Comparator<ReleaseFigures> highestFirst(Ranking ranking) {
    return Comparator.<ReleaseFigures>comparingDouble(figures -> figures.rankedBy(ranking))
        .thenComparing(figures -> figures.release().value(), Order.BY_ID)
        .reversed();
  }

  private static ReleaseFigures figures(Tables from, ReleaseRow release, Window window) {
    return new ReleaseFigures(
        release.id(),
        release.details().title(),
        tally(from, release.id(), window).counts(),
        InMemoryRatings.mean(from, release.id()),
        from.scores.getOrDefault(release.id(), 0.0),
        InMemoryReleases.attention(
            from, release.id(), window == Window.DAY ? Trend.DAY : Trend.WEEK));
  }

  private static GenreFigures figures(Tables from, Genre genre, Window window) {
    var counts =
        InMemoryReleases.live(from)
            .filter(release -> release.details().genres().contains(genre.id()))
            .map(release -> tally(from, release.id(), window).counts())
            .toList();
    return new GenreFigures(
        genre.id(),
        genre.name(),
        counts.stream().mapToLong(Counts::totalViews).sum(),
        counts.stream().mapToLong(Counts::engagedViews).sum(),
        counts.stream().mapToLong(Counts::completions).sum(),
        counts.stream().mapToLong(Counts::watchedSeconds).sum(),
        counts.size());
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

  static Tally tally(Tables from, ReleaseId release, Window window) {
    return from.tallies.getOrDefault(release, Map.of()).getOrDefault(window, Tally.NONE);
  }
}

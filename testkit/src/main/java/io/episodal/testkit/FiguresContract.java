package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.GenreFigures;
import io.episodal.domain.analytics.PopularityScore;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Trend;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists of figures, and what scores are made of. */
public abstract class FiguresContract extends PersistenceContract {
  private static final double EXACT = 1e-9;

  @Test
  void withoutViewsThereAreOnlyZeros() {
    var release = add("Release");

    var expected = new ReleaseFigures(release, "Release", Counts.NONE, null, 0, Trend.NONE);

    for (var window : Window.values()) {
      assertEquals(List.of(expected), read(tx -> tx.figures().ranked(Ranking.VIEWS, window, 0, 5)));
      assertEquals(
          List.of(expected), read(tx -> tx.figures().ranked(Ranking.POPULARITY, window, 0, 5)));
    }
    assertEquals(0, refresh());
  }

  @Test
  void viewsCountOnceTheyAreRefreshed() {
    var release = add("Release");
    append(view(release, samples.user().value(), clock.instant()));

    assertEquals(0, counts(release, Window.ALL).totalViews());
    assertEquals(1, refresh());
    assertEquals(1, counts(release, Window.ALL).totalViews());
    assertEquals(0, refresh());
  }

  @Test
  void theMostViewedComeFirst() {
    var releases = Stream.of("A", "B", "C", "D", "E").map(this::add).toList();
    watch(releases.get(1), 2);
    watch(releases.get(3), 5);
    watch(releases.get(4), 2);
    refresh();
    var order = Stream.of(3, 4, 1, 2, 0).map(releases::get).toList();

    var all = read(tx -> tx.figures().ranked(Ranking.VIEWS, Window.ALL, 0, 100));
    assertEquals(order, ids(all));
    assertEquals(5, releases());

    var middle = read(tx -> tx.figures().ranked(Ranking.VIEWS, Window.ALL, 1, 2));
    assertEquals(order.subList(1, 3), ids(middle));
    assertEquals(
        List.of(), read(tx -> tx.figures().ranked(Ranking.VIEWS, Window.ALL, 9_000_000_000L, 2)));
  }

  @Test
  void onlyThoseAskedForAreListed() {
    var releases = Stream.of("A", "B", "C", "D").map(this::add).toList();
    watch(releases.get(2), 1);
    watch(releases.get(3), 3);
    refresh();
    var unknown = new ReleaseId(ids.next());
    var asked = Set.of(releases.get(0), releases.get(2), unknown, releases.get(1));

    var all = read(tx -> tx.figures().ranked(asked, Ranking.VIEWS, Window.WEEK, 0, 10));
    var second = read(tx -> tx.figures().ranked(asked, Ranking.VIEWS, Window.WEEK, 1, 1));

    assertEquals(List.of(releases.get(2), releases.get(1), releases.get(0)), ids(all.items()));
    assertEquals(3, all.total());
    assertEquals(List.of(releases.get(1)), ids(second.items()));
    assertEquals(3, second.total());
    assertEquals(
        0, read(tx -> tx.figures().ranked(Set.of(), Ranking.VIEWS, Window.ALL, 0, 5)).total());
  }

  @Test
  void aListCanBeReadPartByPart() {
    for (int i = 0; i < 7; i++) {
      watch(add("Release " + i, addGenre("Genre " + i)), i / 2);
    }
    refresh();
    run(tx ->
        tx.figures()
            .putScores(
                Map.of(
                    tx.figures().ranked(Ranking.VIEWS, Window.ALL, 2, 1).getFirst().release(),
                    7.5)));

    for (var window : Window.values()) {
      for (var ranking : Ranking.values()) {
        var whole = read(tx -> tx.figures().ranked(ranking, window, 0, 10));
        var parts = new ArrayList<>(whole.subList(0, 1));
        List<ReleaseFigures> next;
        do {
          next = read(tx -> tx.figures().rankedAfter(parts.getLast(), ranking, window, 2));
          parts.addAll(next);
        } while (!next.isEmpty());
        assertEquals(whole, parts);
      }
      var whole = read(tx -> tx.figures().genres(window, 0, 10));
      var parts = new ArrayList<>(whole.subList(0, 1));
      List<GenreFigures> next;
      do {
        next = read(tx -> tx.figures().genresAfter(parts.getLast(), window, 3));
        parts.addAll(next);
      } while (!next.isEmpty());
      assertEquals(whole, parts);
      assertEquals(7, genres());
    }
  }

  @Test
  void aDeletedReleaseHasNoFigures() {
    var genre = addGenre("Drama");
    var kept = add("Kept", genre);
    var deleted = add("Deleted", genre);
    watch(kept, 1);
    watch(deleted, 2);
    run(tx -> tx.ratings().put(samples.user(), deleted, 9));
    refresh();

    run(tx -> tx.releases().markDeleted(List.of(deleted), clock.instant()));
    refresh();

    assertEquals(
        List.of(kept), ids(read(tx -> tx.figures().ranked(Ranking.VIEWS, Window.ALL, 0, 5))));
    assertEquals(1, releases());
    assertEquals(
        0,
        read(tx -> tx.figures().ranked(Set.of(deleted), Ranking.VIEWS, Window.ALL, 0, 5)).total());
    for (var ranking : Ranking.values()) {
      assertEquals(List.of(kept), ids(read(tx -> tx.figures().ranked(ranking, Window.ALL, 0, 5))));
    }
    var genres = read(tx -> tx.figures().genres(Window.ALL, 0, 5));
    assertEquals(1, genres.getFirst().totalViews());
    assertEquals(1, genres.getFirst().releases());
    assertEquals(Set.of(kept), read(tx -> tx.figures().scoreInputs()).keySet());
  }

  @Test
  void figuresShowRatingAndScore() {
    var release = add("Łódź \"x\"");
    run(tx -> {
      tx.ratings().put(samples.user(), release, 6);
      tx.ratings().put(samples.user(), release, 9);
      tx.figures().putScores(Map.of(release, 12.345));
    });

    assertEquals(
        List.of(new ReleaseFigures(release, "Łódź \"x\"", Counts.NONE, 7.5, 12.345, Trend.NONE)),
        read(tx -> tx.figures().ranked(Ranking.POPULARITY, Window.MONTH, 0, 5)));
  }

  @Test
  void theTopIsRankedAsAsked() {
    var a = add("A");
    var b = add("B");
    var c = add("C");
    var d = add("D");
    watch(a, 1, clock.instant());
    watch(b, 5, clock.instant().minus(Duration.ofDays(20)));
    watch(c, 3, clock.instant());
    refresh();
    run(tx -> tx.figures().putScores(Map.of(a, 80.0, b, 20.0, d, 80.0)));

    assertEquals(List.of(d, a, b, c), top(Ranking.POPULARITY, Window.ALL));
    assertEquals(List.of(b, c, a, d), top(Ranking.VIEWS, Window.ALL));
    assertEquals(List.of(c, a, d, b), top(Ranking.VIEWS, Window.WEEK));
    assertEquals(List.of(c, a, b, d), top(Ranking.TRENDING, Window.ALL));
    assertEquals(
        List.of(a, b), ids(read(tx -> tx.figures().ranked(Ranking.POPULARITY, Window.ALL, 1, 2))));
    assertEquals(
        3,
        read(tx -> tx.figures().ranked(Ranking.VIEWS, Window.WEEK, 0, 1))
            .getFirst()
            .counts()
            .totalViews());
  }

  @Test
  void attentionIsViewsCompletionsAndNewFollowers() {
    var release = add("Release");
    var now = clock.instant();
    var before = now.minus(Duration.ofDays(9));
    append(
        view(release, null, samples.user().value(), now, 600, 95),
        view(release, null, samples.user().value(), now, 600, 50),
        view(release, null, samples.user().value(), now, 5, 5),
        view(release, null, samples.user().value(), before, 600, 50));
    var staying = samples.user();
    var leaving = samples.user();
    follow(staying, release);
    var left = follow(leaving, release);
    refresh();
    assertTrends(release, Map.of(hour(now), 3L + 2 * 2, hour(before), 1L));

    run(tx -> tx.subscriptions().deactivate(leaving, left.id()));
    append(view(release, null, samples.user().value(), before, 600, 99));
    refresh();
    assertTrends(release, Map.of(hour(now), 3L + 2, hour(before), 3L));
  }

  /** A completion that is reported late counts in its own hour, no longer in that of the next. */
  @Test
  void aCompletionThatComesLateMovesTheAttention() {
    var release = add("Release");
    var user = samples.user().value();
    var now = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(9));
    clock.set(now);
    append(view(release, null, user, now, 5, 95));
    refresh();
    assertTrends(release, Map.of(hour(now), 1L));

    var earlier = now.minus(Duration.ofHours(5));
    append(view(release, null, user, earlier, 5, 95));
    refresh();

    assertTrends(release, Map.of(hour(earlier), 1L));
  }

  @Test
  void genresAddUpTheirReleases() {
    var drama = addGenre("Drama");
    var crime = addGenre("Crime");
    var none = addGenre("None");
    watch(add("A", drama), 2);
    watch(add("B", drama, crime), 3, clock.instant().minus(Duration.ofDays(10)));
    add("C", crime);
    add("D", crime);
    refresh();

    var all = read(tx -> tx.figures().genres(Window.ALL, 0, 5));
    var week = read(tx -> tx.figures().genres(Window.WEEK, 0, 5));

    assertEquals(
        List.of(
            new GenreFigures(drama, "Drama", 5, 5, 0, 3_000, 2),
            new GenreFigures(crime, "Crime", 3, 3, 0, 1_800, 3)),
        all.subList(0, 2));
    assertTrue(all.stream().skip(2).allMatch(genre -> genre.genre().equals(none)));
    assertEquals(2, week.getFirst().totalViews());
    assertEquals(0, week.get(1).totalViews());
    assertEquals(
        List.of(crime),
        read(tx -> tx.figures().genres(Window.ALL, 1, 1)).stream()
            .map(GenreFigures::genre)
            .toList());
  }

  @Test
  void scoresAreMadeOfTheLastQuarterAndTheVotes() {
    var watched = add("Watched");
    var rated = add("Rated");
    add("Nothing");
    var episode = samples.episode(watched, 1);
    run(tx -> tx.episodes().add(List.of(episode, samples.episode(watched, 2))));
    var user = samples.user().value();
    append(
        view(watched, episode.id(), user, clock.instant(), 1_440, 100),
        view(watched, episode.id(), user, clock.instant().minus(Duration.ofDays(90)), 720, 50),
        view(watched, null, samples.user().value(), clock.instant(), 360, 25),
        view(watched, null, user, clock.instant().minus(Duration.ofDays(92)), 9_999, 99));
    run(tx -> {
      tx.ratings().put(samples.user(), rated, 10);
      tx.ratings().put(samples.user(), rated, 7);
    });
    refresh();

    var inputs = read(tx -> tx.figures().scoreInputs());

    assertEquals(Set.of(watched, rated), inputs.keySet());
    assertInput(new PopularityScore.Input(2, 3, 175, 2_520 / 1_440.0, 0, 0), inputs, watched);
    assertInput(new PopularityScore.Input(0, 0, 0, 0, 2, 17), inputs, rated);
  }

  @Test
  void whatLostItsViewsAndVotesCanLoseItsScore() {
    var release = add("Release");
    watch(release, 3);
    refresh();
    run(tx -> tx.figures().putScores(Map.of(release, 40.0)));
    clock.advance(Duration.ofDays(92));
    refresh();

    assertInput(
        new PopularityScore.Input(0, 0, 0, 0, 0, 0),
        read(tx -> tx.figures().scoreInputs()),
        release);

    run(tx -> tx.figures().putScores(Map.of(release, 0.0)));
    assertEquals(Map.of(), read(tx -> tx.figures().scoreInputs()));
  }

  @Test
  void scoresAreReplaced() {
    var a = add("A");
    var b = add("B");
    run(tx -> tx.figures().putScores(Map.of(a, 1.5, b, 2.5)));

    run(tx -> tx.figures().putScores(Map.of(a, 3.5, b, 2.5)));
    run(tx -> tx.figures().putScores(Map.of()));

    var scores =
        read(tx -> tx.figures().ranked(Ranking.POPULARITY, Window.ALL, 0, 5)).stream()
            .map(ReleaseFigures::popularityScore)
            .toList();
    assertEquals(List.of(3.5, 2.5), scores);
  }

  private void assertTrends(ReleaseId release, Map<Instant, Long> weights) {
    assertEquals(Trend.DAY.of(weights), trend(release, Window.DAY), EXACT);
    for (var window : List.of(Window.WEEK, Window.MONTH, Window.QUARTER, Window.ALL)) {
      assertEquals(Trend.WEEK.of(weights), trend(release, window), EXACT);
    }
  }

  private double trend(ReleaseId release, Window window) {
    return read(tx -> tx.figures().ranked(Set.of(release), Ranking.TRENDING, window, 0, 1))
        .items()
        .getFirst()
        .trend();
  }

  private static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  private Subscription follow(UserId user, ReleaseId release) {
    var id = new SubscriptionId(ids.next());
    return write(tx -> tx.subscriptions().activate(id, user, new OfRelease(release))).orElseThrow();
  }

  private ReleaseId add(String title, GenreId... genres) {
    var added = samples.release(ReleaseDetails.titled(title).in(Set.of(genres), null));
    run(tx -> tx.releases().add(List.of(added)));
    return added.id();
  }

  private GenreId addGenre(String name) {
    var genre = samples.genre(name);
    run(tx -> tx.genres().add(List.of(genre)));
    return genre.id();
  }

  private void watch(ReleaseId release, int viewers) {
    watch(release, viewers, clock.instant());
  }

  private void watch(ReleaseId release, int viewers, Instant at) {
    append(
        Stream.generate(() -> view(release, samples.user().value(), at))
            .limit(viewers)
            .toArray(ViewEvent[]::new));
  }

  private ViewEvent view(ReleaseId release, UUID viewer, Instant at) {
    return view(release, null, viewer, at, 600, 50);
  }

  private ViewEvent view(
      ReleaseId release,
      @Nullable EpisodeId episode,
      UUID viewer,
      Instant at,
      int seconds,
      double completion) {
    return samples.view(release, episode, new Viewer(viewer, true), at, seconds, completion);
  }

  private void append(ViewEvent... views) {
    run(tx -> tx.viewLog().append(List.of(views)));
  }

  private long refresh() {
    return write(tx -> tx.rollUps().fold(clock.instant()));
  }

  private Counts counts(ReleaseId release, Window window) {
    return read(tx -> tx.figures().ranked(Set.of(release), Ranking.VIEWS, window, 0, 1))
        .items()
        .getFirst()
        .counts();
  }

  private long releases() {
    return read(tx -> tx.figures().releases());
  }

  private long genres() {
    return read(tx -> tx.figures().genres());
  }

  private List<ReleaseId> top(Ranking ranking, Window window) {
    return ids(read(tx -> tx.figures().ranked(ranking, window, 0, 10)));
  }

  private static List<ReleaseId> ids(List<ReleaseFigures> figures) {
    return figures.stream().map(ReleaseFigures::release).toList();
  }

  private static void assertInput(
      PopularityScore.Input expected,
      Map<ReleaseId, PopularityScore.Input> inputs,
      ReleaseId release) {
    var actual = Optional.ofNullable(inputs.get(release)).orElseThrow();
    assertEquals(expected.uniqueViewers(), actual.uniqueViewers());
    assertEquals(expected.views(), actual.views());
    assertEquals(expected.completionSum(), actual.completionSum(), EXACT);
    assertEquals(expected.effort(), actual.effort(), EXACT);
    assertEquals(expected.votes(), actual.votes());
    assertEquals(expected.ratingSum(), actual.ratingSum(), EXACT);
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a view, in every window and however late it is reported. */
public abstract class RollUpsContract extends PersistenceContract {
  private static final Duration TICK = Duration.ofNanos(1_000);
  private static final double EXACT = 1e-6;

  private ReleaseId release;
  private EpisodeId episode;
  private Viewer viewer;

  @BeforeEach
  void addRelease() {
    var added = samples.release("Release");
    var first = samples.episode(added.id(), 1);
    run(tx -> {
      tx.releases().add(List.of(added));
      tx.episodes().add(List.of(first));
    });
    release = added.id();
    episode = first.id();
    viewer = Viewer.user(samples.user());
  }

  @Test
  void everyAcceptedViewIsInTheTotal() {
    append(
        view(viewer, clock.instant(), 0, 0),
        view(viewer, clock.instant(), 100, 50),
        view(Viewer.session("s"), clock.instant(), 50, 25));

    refresh();

    assertCounts(new Counts(3, 2, 25, 2, 0, 150), Window.ALL);
  }

  @Test
  void anEngagedViewCountsOnceAnHour() {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    append(
        view(viewer, hour.minus(TICK), 30, 0),
        view(viewer, hour, 30, 0),
        view(viewer, hour.plus(Duration.ofMinutes(59)), 600, 0),
        view(viewer, hour.plus(Duration.ofMinutes(30)), 29, 0),
        view(Viewer.session("other"), hour, 30, 0));

    refresh();

    assertEquals(3, counts(Window.ALL).engagedViews());
    assertEquals(719, counts(Window.ALL).watchedSeconds());
  }

  @Test
  void aCompletionCountsOnceADay() {
    var day = clock.instant().truncatedTo(ChronoUnit.DAYS);
    append(
        view(viewer, day.minus(TICK), 0, 90),
        view(viewer, day, 0, 100),
        view(viewer, day.plus(Duration.ofHours(23)), 0, 95),
        view(viewer, day.plus(Duration.ofHours(2)), 0, 89.999),
        view(Viewer.session("other"), day, 0, 90));

    refresh();

    assertEquals(3, counts(Window.ALL).completions());
    assertEquals(0, counts(Window.ALL).engagedViews());
  }

  @Test
  void theEpisodeAndTheReleaseItselfCountApart() {
    append(
        view(viewer, clock.instant(), 60, 100),
        samples.view(release, episode, viewer, clock.instant(), 60, 100),
        samples.view(release, new EpisodeId(ids.next()), viewer, clock.instant(), 60, 100));

    refresh();

    assertCounts(new Counts(3, 1, 100, 3, 3, 180), Window.ALL);
  }

  @Test
  void aWindowBeginsWithAWholeHour() {
    var now = clock.instant();
    for (var window : Window.values()) {
      window
          .length()
          .map(length -> now.minus(length).truncatedTo(ChronoUnit.HOURS))
          .ifPresent(begin ->
              append(view(viewer, begin.minus(TICK), 60, 50), view(viewer, begin, 60, 50)));
    }

    refresh();

    assertEquals(
        List.of(1L, 3L, 5L, 7L, 8L),
        List.of(Window.values()).stream().map(window -> counts(window).totalViews()).toList());
  }

  @Test
  void viewsLeaveAWindowWhenTheirTimeHasPassed() {
    var start = clock.instant();
    append(view(viewer, start, 60, 50));
    assertEquals(1, refresh());

    clock.set(
        start
            .truncatedTo(ChronoUnit.HOURS)
            .plus(Duration.ofHours(1))
            .plus(Duration.ofDays(1))
            .minus(TICK));
    assertEquals(0, refresh());
    assertEquals(1, counts(Window.DAY).totalViews());

    clock.advance(TICK);
    assertEquals(1, refresh());
    assertEquals(0, refresh());
    assertCounts(Counts.NONE, Window.DAY);
    assertEquals(1, counts(Window.WEEK).totalViews());

    clock.set(start.plus(Duration.ofDays(500)));
    assertEquals(1, refresh());
    assertCounts(Counts.NONE, Window.QUARTER);
    assertEquals(1, counts(Window.ALL).totalViews());
  }

  @Test
  void whatIsReportedLateStillCountsWhereItBelongs() {
    append(view(viewer, clock.instant(), 60, 50));
    refresh();

    append(view(viewer, clock.instant().minus(Duration.ofDays(8)), 60, 100));
    assertEquals(1, refresh());

    assertCounts(new Counts(1, 1, 50, 1, 0, 60), Window.WEEK);
    assertCounts(new Counts(2, 1, 75, 2, 1, 120), Window.MONTH);
  }

  @Test
  void aRefreshCountsOnlyWhatChanged() {
    var other = samples.release("Other");
    run(tx -> tx.releases().add(List.of(other)));
    append(view(viewer, clock.instant(), 60, 50));
    refresh();

    append(samples.view(other.id(), null, viewer, clock.instant(), 60, 50));

    assertEquals(1, refresh());
    assertEquals(1, counts(Window.ALL).totalViews());
  }

  @Test
  void aRefreshThatIsRolledBackIsMadeUpFor() {
    append(view(viewer, clock.instant(), 60, 50));
    try {
      run(tx -> {
        tx.rollUps().fold(clock.instant());
        throw new ArithmeticException("power cut");
      });
    } catch (ArithmeticException expected) {
      assertEquals(0, counts(Window.ALL).totalViews());
    }

    refresh();

    assertEquals(1, counts(Window.ALL).totalViews());
  }

  @Test
  void racingReportsAndRefreshesLoseNothing() {
    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 15; i++) {
                if (thread == 0) {
                  refresh();
                } else {
                  append(view(viewer, clock.instant(), 60, 50));
                }
              }
              return true;
            });

    refresh();

    assertEquals(45, counts(Window.ALL).totalViews());
  }

  /** The counts of a random history equal those made by the definition from all its views. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsAlwaysEqualTheDefinition(long seed) {
    var random = new Random(seed);
    var viewers = IntStream.range(0, 6).mapToObj(i -> Viewer.session("viewer " + i)).toList();
    var episodes = IntStream.range(0, 3).mapToObj(i -> new EpisodeId(ids.next())).toList();
    var all = new ArrayList<ViewEvent>();
    for (int round = 0; round < 12; round++) {
      var batch = new ArrayList<ViewEvent>();
      for (int i = 0; i < 20; i++) {
        batch.add(randomView(random, viewers, episodes));
      }
      run(tx -> tx.viewLog().append(batch));
      all.addAll(batch);
      refresh();
      assertTallies(Tallies.of(all, clock.instant()), "seed " + seed + ", round " + round);
      clock.advance(Duration.ofMinutes(random.nextInt(60 * 24 * 20)));
    }
  }

  private ViewEvent randomView(Random random, List<Viewer> viewers, List<EpisodeId> episodes) {
    var ago = Duration.ofSeconds((long) Math.pow(10, random.nextDouble() * 7));
    var of = random.nextInt(episodes.size() + 1);
    return samples.view(
        release,
        of == episodes.size() ? null : episodes.get(of),
        viewers.get(random.nextInt(viewers.size())),
        clock.instant().minus(ago),
        random.nextInt(60),
        random.nextInt(201) / 2.0);
  }

  private void assertTallies(Map<Window, Rows.Tally> expected, String when) {
    expected.forEach(
        (window, tally) -> assertCounts(tally.counts(), counts(window), when + ", " + window));
  }

  private void assertCounts(Counts expected, Window window) {
    assertCounts(expected, counts(window), window.toString());
  }

  private static void assertCounts(Counts expected, Counts actual, String when) {
    assertEquals(expected.averageCompletion(), actual.averageCompletion(), EXACT, when);
    assertEquals(withoutMean(expected), withoutMean(actual), when);
  }

  private static Counts withoutMean(Counts counts) {
    return new Counts(
        counts.totalViews(),
        counts.uniqueViewers(),
        0,
        counts.engagedViews(),
        counts.completions(),
        counts.watchedSeconds());
  }

  private ViewEvent view(Viewer by, Instant at, int seconds, double completion) {
    return samples.view(release, null, by, at, seconds, completion);
  }

  private void append(ViewEvent... views) {
    run(tx -> tx.viewLog().append(List.of(views)));
  }

  private long refresh() {
    return write(tx -> tx.rollUps().fold(clock.instant()));
  }

  private Counts counts(Window window) {
    return read(tx -> tx.figures().ranked(Set.of(release), Ranking.VIEWS, window, 0, 1))
        .items()
        .getFirst()
        .counts();
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.analytics.BucketRange;
import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Funnel;
import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.RatingHistogram;
import io.episodal.domain.analytics.ReleaseOverview;
import io.episodal.domain.analytics.Timeseries;
import io.episodal.domain.analytics.Timeseries.Count;
import io.episodal.domain.analytics.Timeseries.Released;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.ReleaseInsights;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of single releases. */
public abstract class ReleaseInsightsContract extends PersistenceContract {
  @Test
  void anUnknownOrDeletedReleaseHasNothing() {
    var deleted = add("Deleted");
    run(tx -> tx.releases().markDeleted(List.of(deleted), clock.instant()));

    for (var release : List.of(deleted, new ReleaseId(ids.next()))) {
      assertEquals(Optional.empty(), read(tx -> tx.releaseInsights().overview(release)));
      assertEquals(
          Optional.empty(), read(tx -> tx.releaseInsights().timeseries(release, lastDays(2))));
      assertEquals(Optional.empty(), read(tx -> tx.releaseInsights().funnel(release, 0, 5)));
      assertEquals(Optional.empty(), read(tx -> tx.releaseInsights().funnelAfter(release, 0, 5)));
    }
  }

  @Test
  void whatNobodyWatchedIsAllZeros() {
    var release = add("Łódź \"x\"");

    var overview = overview(release);

    assertEquals("Łódź \"x\"", overview.title());
    assertEquals(
        new ReleaseOverview(
            release,
            "Łódź \"x\"",
            Map.of(
                Window.DAY, Counts.NONE,
                Window.WEEK, Counts.NONE,
                Window.MONTH, Counts.NONE,
                Window.QUARTER, Counts.NONE,
                Window.ALL, Counts.NONE),
            new RatingHistogram(Collections.nCopies(RatingHistogram.HIGHEST, 0L)),
            0,
            0),
        overview);
    assertEquals(
        new Funnel(release, "Łódź \"x\"", List.of(), 0),
        read(tx -> tx.releaseInsights().funnel(release, 0, 5)).orElseThrow());
    var days = timeseries(release, lastDays(3));
    assertEquals("Łódź \"x\"", days.title());
    assertEquals(
        lastDays(3).beginnings().stream()
            .map(from -> new Timeseries.Bucket(new Count(from, 0, 0, 0, 0, 0, 0L), List.of()))
            .toList(),
        days.buckets());
  }

  @Test
  void anOverviewHasEveryWindow() {
    var release = add("Release");
    var other = add("Other");
    var users = samples.users(3);
    append(
        view(release, users.get(0), clock.instant(), 60, 95),
        view(release, users.get(0), clock.instant().minus(Duration.ofHours(30)), 60, 50.5),
        view(release, users.get(1), clock.instant().minus(Duration.ofDays(20)), 10, 0),
        view(release, users.get(2), clock.instant().minus(Duration.ofDays(400)), 40, 12.345),
        view(other, users.get(2), clock.instant(), 40, 12));
    rollUp();

    var windows = overview(release).windows();

    assertEquals(new Counts(1, 1, 95, 1, 1, 60), windows.get(Window.DAY));
    assertEquals(new Counts(2, 1, 72.75, 2, 1, 120), windows.get(Window.WEEK));
    assertEquals(new Counts(3, 2, 145.5 / 3, 2, 1, 130), windows.get(Window.MONTH));
    assertEquals(windows.get(Window.MONTH), windows.get(Window.QUARTER));
    assertEquals(new Counts(4, 3, 157.845 / 4, 3, 1, 170), windows.get(Window.ALL));
  }

  @Test
  void votesAreCountedByScore() {
    var release = add("Release");
    var other = add("Other");
    var changing = samples.user();
    var leaving = samples.user();
    run(tx -> {
      tx.ratings().put(samples.user(), release, 10);
      tx.ratings().put(samples.user(), release, 10);
      tx.ratings().put(samples.user(), other, 5);
      tx.ratings().put(changing, release, 3);
      tx.ratings().put(leaving, release, 7);
    });
    run(tx -> {
      tx.ratings().put(changing, release, 1);
      tx.ratings().remove(leaving, release);
    });

    var ratings = overview(release).ratings();

    assertEquals(List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 2L), ratings.votes());
    assertEquals(7, ratings.mean().orElseThrow());
  }

  @Test
  void followersAreThoseOfTheReleaseItself() {
    var release = add("Release");
    var other = add("Other");
    var subscriptions = samples.users(3).stream().map(user -> follow(user, release)).toList();
    follow(samples.user(), other);
    rollUp();
    assertEquals(3, overview(release).followers());

    var ended = subscriptions.getFirst();
    run(tx -> tx.subscriptions().deactivate(ended.user(), ended.id()));
    rollUp();
    assertEquals(2, overview(release).followers());
  }

  @Test
  void daysHoldTheViewsOfTheirHours() {
    var release = add("Release");
    var user = samples.user();
    var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
    append(
        view(release, user, midnight, 60, 100),
        view(release, user, midnight.plusSeconds(1), 60, 91),
        view(release, samples.user(), midnight.plus(Duration.ofHours(5)), 10, 1),
        view(release, user, midnight.minusNanos(1_000), 40, 33.3334),
        view(add("Other"), user, midnight, 60, 100));
    rollUp();

    var days = timeseries(release, lastDays(3));

    assertEquals(
        List.of(
            new Count(midnight.minus(Duration.ofDays(2)), 0, 0, 0, 0, 0, 0L),
            new Count(midnight.minus(Duration.ofDays(1)), 1, 33.333, 1, 0, 40, 1L),
            new Count(midnight, 3, 64, 1, 1, 130, 2L)),
        counts(days));
  }

  @Test
  void anItemIsCompletedInTheFirstHourOfTheDay() {
    var release = add("Release");
    var user = samples.user();
    var hour = Instant.parse("2026-03-01T10:00:00Z");
    append(
        view(release, user, hour.plus(Duration.ofHours(2)), 60, 95),
        view(release, user, hour, 60, 90),
        view(release, user, hour.plus(Duration.ofHours(1)), 20, 89.9));
    rollUp();
    var range = range(Interval.HOUR, hour, hour.plus(Duration.ofHours(4)));

    assertEquals(
        List.of(
            new Count(hour, 1, 90, 1, 1, 60, null),
            new Count(hour.plus(Duration.ofHours(1)), 1, 89.9, 0, 0, 20, null),
            new Count(hour.plus(Duration.ofHours(2)), 1, 95, 1, 0, 60, null),
            new Count(hour.plus(Duration.ofHours(3)), 0, 0, 0, 0, 0, null)),
        counts(timeseries(release, range)));
  }

  @Test
  void episodesAreMarkedWhereTheyWereReleased() {
    var release = add("Release");
    var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    var episodes =
        List.of(
            episode(release, 3, today, EpisodeStatus.RELEASED),
            episode(release, 1, today.plusSeconds(1), EpisodeStatus.RELEASED),
            episode(release, 2, today.minusSeconds(1), EpisodeStatus.RELEASED),
            episode(release, 4, today.plus(Duration.ofDays(1)), EpisodeStatus.RELEASED),
            episode(release, 5, null, EpisodeStatus.RELEASED),
            episode(release, 6, today, EpisodeStatus.UPCOMING),
            episode(release, 7, today, EpisodeStatus.RELEASED),
            episode(add("Other"), 1, today, EpisodeStatus.RELEASED));
    run(tx -> tx.episodes().add(episodes));
    run(tx -> tx.episodes().markDeleted(List.of(episodes.get(6).id()), clock.instant()));

    var days = timeseries(release, lastDays(2)).buckets();

    assertEquals(List.of(released(episodes.get(2))), days.get(0).episodes());
    assertEquals(
        Stream.of(1, 0, 4).map(episodes::get).map(ReleaseInsightsContract::released).toList(),
        days.get(1).episodes());
  }

  @Test
  void aBucketNamesTheFirstOfManyEpisodes() {
    var release = add("Release");
    var most = ReleaseInsights.MOST_RELEASED;
    var before = clock.instant().minus(Duration.ofDays(1));
    var episodes =
        IntStream.rangeClosed(1, 2 * most)
            .mapToObj(number ->
                episode(
                    release,
                    number,
                    number % 2 == 0 ? clock.instant() : before,
                    EpisodeStatus.RELEASED))
            .toList();
    run(tx -> tx.episodes().add(episodes));
    run(tx ->
        tx.episodes().add(List.of(episode(release, 2 * most + 2, before, EpisodeStatus.RELEASED))));

    var days = timeseries(release, lastDays(2)).buckets();

    for (int day = 0; day < 2; day++) {
      var first = day + 1;
      assertEquals(
          IntStream.range(0, most).map(i -> first + 2 * i).boxed().toList(),
          days.get(day).episodes().stream().map(Released::number).toList());
    }
  }

  @Test
  void aFunnelTellsWhoCameAlong() {
    var release = add("Release");
    var episodes = IntStream.of(1, 2, 4, 9).mapToObj(n -> samples.episode(release, n)).toList();
    run(tx -> tx.episodes().add(episodes));
    var users = samples.users(4);
    var guest = Viewer.session("guest");
    append(
        watched(episodes.get(0), Viewer.user(users.get(0)), 95),
        watched(episodes.get(0), Viewer.user(users.get(0)), 96),
        watched(episodes.get(0), Viewer.user(users.get(1)), 20),
        watched(episodes.get(0), Viewer.user(users.get(2)), 20),
        watched(episodes.get(0), guest, 95),
        watched(episodes.get(1), Viewer.user(users.get(0)), 95),
        watched(episodes.get(1), Viewer.user(users.get(1)), 95),
        watched(episodes.get(1), Viewer.user(users.get(3)), 0),
        watched(episodes.get(1), guest, 95),
        watched(episodes.get(2), guest, 10),
        view(release, users.get(0), clock.instant(), 60, 95));
    rollUp();

    var expected =
        List.of(
            step(episodes.get(0), 4, 2, null, null),
            step(episodes.get(1), 4, 3, 2L, 2 / 3.0),
            step(episodes.get(2), 1, 0, 0L, 0.0),
            step(episodes.get(3), 0, 0, 0L, null));
    assertEquals(new Funnel(release, "Release", expected, 4), funnel(release, 0, 10));
    assertEquals(new Funnel(release, "Release", expected.subList(1, 3), 4), funnel(release, 1, 2));
    assertEquals(new Funnel(release, "Release", List.of(), 4), funnel(release, 1L << 40, 2));
    assertEquals(
        expected.subList(2, 4),
        read(tx -> tx.releaseInsights().funnelAfter(release, 2, 5)).orElseThrow().steps());
    assertEquals(
        expected.subList(2, 3),
        read(tx -> tx.releaseInsights().funnelAfter(release, 3, 1)).orElseThrow().steps());
  }

  /** Has what was recorded counted. */
  private void rollUp() {
    run(tx -> tx.rollUps().fold(clock.instant()));
  }

  private ReleaseOverview overview(ReleaseId release) {
    return read(tx -> tx.releaseInsights().overview(release)).orElseThrow();
  }

  private Timeseries timeseries(ReleaseId release, BucketRange range) {
    return read(tx -> tx.releaseInsights().timeseries(release, range)).orElseThrow();
  }

  private Funnel funnel(ReleaseId release, long skip, int limit) {
    return read(tx -> tx.releaseInsights().funnel(release, skip, limit)).orElseThrow();
  }

  private BucketRange lastDays(int days) {
    return range(Interval.DAY, clock.instant().minus(Duration.ofDays(days - 1)), null);
  }

  private BucketRange range(Interval interval, Instant from, @Nullable Instant to) {
    return BucketRange.of(interval, from, to, clock.instant());
  }

  private ReleaseId add(String title) {
    var release = samples.release(ReleaseDetails.titled(title));
    run(tx -> tx.releases().add(List.of(release)));
    return release.id();
  }

  private Subscription follow(UserId user, ReleaseId release) {
    var id = new SubscriptionId(ids.next());
    return write(tx -> tx.subscriptions().activate(id, user, new OfRelease(release))).orElseThrow();
  }

  private void append(ViewEvent... views) {
    run(tx -> tx.viewLog().append(List.of(views)));
  }

  private ViewEvent view(
      ReleaseId release, UserId user, Instant at, int seconds, double completion) {
    return samples.view(release, null, Viewer.user(user), at, seconds, completion);
  }

  private ViewEvent watched(Episode episode, Viewer viewer, double completion) {
    return samples.view(episode.release(), episode.id(), viewer, clock.instant(), 60, completion);
  }

  private Episode episode(
      ReleaseId release, int number, @Nullable Instant date, EpisodeStatus status) {
    return samples.episode(
        release, new EpisodeDetails("Episode " + number, number, null, null, date, status, null));
  }

  private static List<Count> counts(Timeseries timeseries) {
    return timeseries.buckets().stream().map(Timeseries.Bucket::count).toList();
  }

  private static Released released(Episode episode) {
    var date = episode.details().releaseDate();
    return new Released(
        episode.id(),
        episode.details().number(),
        episode.details().title(),
        date == null ? episode.createdAt() : date);
  }

  private static Funnel.Step step(
      Episode episode,
      long viewers,
      long completions,
      @Nullable Long fromPrevious,
      @Nullable Double retention) {
    return new Funnel.Step(
        episode.id(),
        episode.details().number(),
        episode.details().title(),
        viewers,
        completions,
        fromPrevious,
        retention);
  }
}

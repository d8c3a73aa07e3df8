package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import io.episodal.testkit.Samples;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sums are functions of the set of views: whatever the order, the lateness and the repetitions they
 * come in, and whether they are added bit by bit, at once or made anew, every row is the same.
 */
final class PostgresRebuildTest {
  private static final Instant END = Instant.parse("2026-03-05T10:20:30Z");
  private static final List<ViewFlag> FLAGS = List.of(ViewFlag.values());
  private static final Duration SPAN = Duration.ofDays(110);

  /** Every row that is made of views, sets of viewers included; trends to nine digits. */
  private static final String SUMS =
      """
      select 'hour ' || h::text from episodal.view_hours h
      where total_views <> 0 or new_followers <> 0
      union all select 'day ' || d::text from episodal.view_days d
      union all select 'window ' || w::text from episodal.release_stats w
      union all select 'episode ' || e::text from episodal.episode_stats e
      union all select 'flag ' || f::text from episodal.view_flags f
      union all select 'trend ' || release_id || ' ' || round(trending::numeric, 9) || ' '
        || round(trending_day::numeric, 9) || ' ' || followers from episodal.release_scores
        where trending > '-infinity'
      order by 1
      """;

  private final SettableClock clock = new SettableClock();
  private final Samples samples = new Samples(clock, new SequentialIds());
  private final PostgresPersistence store = FreshStore.at(clock);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverTheOrderEveryRowIsTheSame(long seed) throws SQLException {
    var random = new Random(seed);
    var history = history(random);
    foldAtOnce(history);
    var expected = sums();

    for (int round = 0; round < 2; round++) {
      FreshStore.at(clock);
      foldBitByBit(history, random);
      assertEquals(expected, sums(), "seed " + seed);

      rebuild(DayRange.ALL);
      assertEquals(expected, sums(), "rebuilt, seed " + seed);
    }
  }

  @Test
  void aRebuildRepairsEveryRowOfItsDays() throws SQLException {
    foldAtOnce(history(new Random(4)));
    var expected = sums();

    for (var damage :
        List.of(
            "update episodal.view_hours set total_views = total_views + 1, completions = 7",
            "delete from episodal.view_days where day > '2026-02-01'",
            "update episodal.view_days set viewers = '', unique_viewers = 3",
            "update episodal.release_stats set watched_seconds = 1, viewers = ''",
            "delete from episodal.episode_stats",
            "delete from episodal.view_flags",
            "update episodal.release_scores set trending = 1, trending_day = 2")) {
      execute(damage);
      assertNotEquals(expected, sums(), damage);
      rebuild(DayRange.ALL);
      assertEquals(expected, sums(), damage);
    }
  }

  @Test
  void otherDaysStayAsTheyAre() throws SQLException {
    foldAtOnce(history(new Random(5)));
    var expected = sums();
    var cut = END.minus(Duration.ofDays(20));
    execute(
        "update episodal.view_hours set total_views = 9 where hour_at >= '%s'"
            .formatted(cut.truncatedTo(ChronoUnit.DAYS)));

    rebuild(DayRange.of(cut, null));

    assertEquals(expected, sums());
    rebuild(DayRange.of(null, cut));
    assertEquals(expected, sums());
  }

  @Test
  void viewsThatWereNotAddedStayOut() throws SQLException {
    var history = history(new Random(6));
    foldAtOnce(history);
    var expected = sums();
    var release = history.releases.getFirst();
    store
        .unitOfWork()
        .run(tx ->
            tx.viewLog()
                .append(List.of(samples.view(release, null, Viewer.session("late"), END, 60, 95))));

    rebuild(DayRange.ALL);

    assertEquals(expected, sums());
    fold();
    assertNotEquals(expected, sums());
  }

  /** Days before the first that has all its views cannot be made anew. */
  @Test
  void daysWithoutTheirViewsStayAsTheyAre() throws SQLException {
    foldAtOnce(history(new Random(7)));
    var expected = sums();
    execute("delete from episodal.view_events where viewed_at < '2025-12-01'");
    execute("update episodal.stats_progress set events_from = '2025-12-01'");

    rebuild(DayRange.ALL);

    assertEquals(expected, sums());
  }

  private History history(Random random) {
    var history = new History(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var viewers =
        IntStream.range(0, 12)
            .mapToObj(i -> i % 2 == 0 ? Viewer.user(samples.user()) : Viewer.session("s" + i))
            .toList();
    for (int i = 0; i < 3; i++) {
      history.releases.add(new ReleaseId(samples.user().value()));
      history.followers.add(samples.user());
    }
    var episodes = IntStream.range(0, 3).mapToObj(i -> new EpisodeId(samples.user().value()));
    var items = new ArrayList<EpisodeId>(episodes.toList());
    for (int i = 0; i < 400; i++) {
      var release = random.nextInt(3);
      var ago = (long) (SPAN.toSeconds() * Math.pow(random.nextDouble(), 4));
      var view =
          samples.view(
              history.releases.get(release),
              random.nextInt(4) == 0 ? null : items.get(release),
              viewers.get(random.nextInt(viewers.size())),
              END.minusSeconds(ago),
              random.nextInt(60),
              random.nextInt(3) > 0 ? 90 + random.nextInt(11) : random.nextInt(1_000) / 11.0);
      history.views.add(
          random.nextInt(10) == 0
              ? Samples.flagged(view, FLAGS.get(random.nextInt(FLAGS.size())))
              : view);
    }
    return history;
  }

  private void foldAtOnce(History history) {
    add(history);
    clock.set(END);
    store.unitOfWork().run(tx -> tx.viewLog().append(history.views));
    fold();
  }

  private void foldBitByBit(History history, Random random) {
    add(history);
    var shuffled = new ArrayList<>(history.views);
    Collections.shuffle(shuffled, random);
    var now = END.minus(Duration.ofDays(50));
    for (int from = 0; from < shuffled.size(); ) {
      var until = Math.min(shuffled.size(), from + 1 + random.nextInt(80));
      clock.set(now.isAfter(END) ? END : now);
      var batch = shuffled.subList(random.nextInt(from + 1), until);
      store.unitOfWork().run(tx -> tx.viewLog().append(batch));
      fold();
      now = now.plus(Duration.ofHours(random.nextInt(24 * 12)));
      from = until;
    }
    clock.set(END);
    fold();
  }

  /** The releases, each followed by somebody who left again and by somebody who stayed. */
  private void add(History history) {
    clock.set(END.minus(Duration.ofDays(60)));
    store
        .unitOfWork()
        .run(tx ->
            tx.releases()
                .add(
                    history.releases.stream()
                        .map(id ->
                            new NewRelease(
                                id, ReleaseDetails.titled("Release"), null, clock.instant()))
                        .toList()));
    for (var release : history.releases) {
      follow(history.followers.getFirst(), release);
      var leaving =
          store
              .unitOfWork()
              .write(tx ->
                  tx.subscriptions()
                      .activate(
                          new SubscriptionId(samples.user().value()),
                          history.followers.getLast(),
                          new OfRelease(release)))
              .orElseThrow();
      fold();
      store.unitOfWork().run(tx -> tx.subscriptions().deactivate(leaving.user(), leaving.id()));
    }
  }

  private void follow(UserId user, ReleaseId release) {
    store
        .unitOfWork()
        .run(tx ->
            tx.subscriptions()
                .activate(
                    new SubscriptionId(samples.user().value()), user, new OfRelease(release)));
  }

  private void fold() {
    store.unitOfWork().run(tx -> tx.rollUps().fold(clock.instant()));
  }

  private void rebuild(DayRange days) {
    store.unitOfWork().run(tx -> tx.rollUps().rebuild(days));
  }

  private static String sums() throws SQLException {
    var sums = new ArrayList<String>();
    try (var connection = FreshStore.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(SUMS)) {
      while (rows.next()) {
        sums.add(rows.getString(1));
      }
    }
    return String.join("\n", sums);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = FreshStore.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private record History(List<ReleaseId> releases, List<UserId> followers, List<ViewEvent> views) {}
}

package io.episodal.application;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ViewFilters;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.RecordViews.Recorded;
import io.episodal.domain.analytics.port.in.RecordViews.RecordedView;
import io.episodal.domain.analytics.port.in.RecordViews.Rejection;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.InMemoryPersistence;
import io.episodal.testkit.Race;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views on their way in: what is refused, what is kept, who shares a commit with whom. */
final class RecordingViewsTest {
  private static final Visitor NOBODY = new Visitor(null, "192.0.2.7", "player");

  private final SettableClock clock = new SettableClock();
  private final SequentialIds ids = new SequentialIds();
  private final Queue<Integer> groups = new ConcurrentLinkedQueue<>();
  private final InMemoryPersistence persistence = new InMemoryPersistence(clock);
  private final Episodal episodal =
      Episodal.builder()
          .persistence(persistence)
          .clock(clock)
          .ids(ids)
          .listener(
              new Listener() {
                @Override
                public void viewsRecorded(int requests, int views, Duration waited, Duration took) {
                  groups.add(views);
                }
              })
          .backgroundThreads(0)
          .build();
  private final RecordViews views = episodal.analytics().views();
  private final ReleaseId release = release("Frieren");
  private final ReleaseId other = release("Mushishi");

  @Test
  void aViewIsThereWhenItsCallerIsAnswered() {
    views.record(view(release, null, null), NOBODY);

    assertEquals(1, counted(release));
    assertEquals(List.of(1), List.copyOf(groups));
    assertEquals(new RecordViews.Waiting(0, Duration.ZERO), views.waiting());
  }

  @Test
  void aRepeatCountsOnceAndIsAnsweredLikeTheFirst() {
    var id = new ViewId(ids.next());
    var given = new View(release, null, null, clock.instant(), 60, 50, id);

    assertEquals(new RecordedView(id, null), views.record(given, NOBODY));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(new RecordedView(id, null), views.record(given, NOBODY));

    assertEquals(1, counted(release));
  }

  @Test
  void whatCannotBeWatchedIsNamed() {
    var episode = episode(release, 1);

    assertRefused("release_id", view(new ReleaseId(ids.next()), null, null));
    assertRefused("release_id", view(new ReleaseId(ids.next()), episode, null));
    assertRefused("episode_id", view(other, episode, null));
    assertRefused("episode_id", view(release, new EpisodeId(ids.next()), null));
    assertRefused("viewed_at", view(release, null, clock.instant().plusSeconds(301)));
    views.record(view(release, episode, clock.instant().plusSeconds(300)), NOBODY);

    assertEquals(1, counted(release));
  }

  @Test
  void theGoodOnesOfABatchAreKept() {
    var recorded =
        views.recordAll(
            List.of(
                view(release, null, clock.instant().plus(Duration.ofDays(1))),
                view(release, null, null),
                view(new ReleaseId(ids.next()), null, null),
                view(other, null, null),
                view(other, new EpisodeId(ids.next()), null)),
            NOBODY);

    assertEquals(
        List.of("0 viewed_at", "2 release_id", "4 episode_id"),
        recorded.rejections().stream()
            .map(rejection -> rejection.index() + " " + rejection.violation().member())
            .toList());
    assertEquals(1, counted(release));
    assertEquals(1, counted(other));
    assertEquals(new Recorded(List.of(), Set.of()), views.recordAll(List.of(), NOBODY));
  }

  @Test
  void callersAtOneInstantEachGetTheirOwnAnswer() {
    var answers =
        Race.of(
            16,
            thread ->
                () -> {
                  var bad = view(new ReleaseId(ids.next()), null, null);
                  var batch = List.of(view(release, null, null), bad, view(other, null, null));
                  return views.recordAll(batch, NOBODY).rejections();
                });

    answers.forEach(rejections -> {
      assertEquals(1, rejections.size());
      assertEquals(1, rejections.getFirst().index());
    });
    assertEquals(16, counted(release));
    assertEquals(16, counted(other));
    assertEquals(16 * 3, groups.stream().mapToInt(Integer::intValue).sum());
    assertTrue(groups.size() <= 16);
  }

  @Test
  void robotsAreFlaggedUnlessTheyRelayForSomebody() {
    var robot = new Visitor(null, "192.0.2.7", "Mozilla/5.0 (compatible; Googlebot/2.1)");
    var relay = new Visitor(new UserId(ids.next()), "192.0.2.7", "Googlebot/2.1");

    assertEquals(ViewFlag.USER_AGENT, views.record(view(release, null, null), robot).flag());
    assertNull(views.record(view(release, null, null), relay).flag());
    assertEquals(
        Set.of(ViewFlag.USER_AGENT),
        views.recordAll(List.of(view(release, null, null)), robot).flags());
    assertEquals(3, counted(release));
  }

  @Test
  void moreMediaThanFitsIntoAnHourIsFlagged() {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var viewer = new Visitor(new UserId(ids.next()), "192.0.2.7", "player");

    for (int i = 0; i < 3; i++) {
      assertNull(views.record(watched(hour, 3_600), viewer).flag());
    }
    assertEquals(ViewFlag.MEDIA_TIME, views.record(watched(hour, 3_600), viewer).flag());
    assertNull(views.record(watched(hour.minusSeconds(1), 3_600), viewer).flag());
    assertNull(views.record(watched(hour, 3_600), NOBODY).flag());
    var batch = Collections.nCopies(4, watched(hour.minusSeconds(7_200), 3_600));
    assertEquals(Set.of(ViewFlag.MEDIA_TIME), views.recordAll(batch, viewer).flags());
  }

  @Test
  void repeatsAreNoMediaTime() {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var viewer = new Visitor(new UserId(ids.next()), "192.0.2.7", "player");
    var fitting = List.of(named(hour, 3_600), named(hour, 3_600), named(hour, 3_600));
    var tooMuch = named(hour, 3_600);

    for (int repeat = 0; repeat < 5; repeat++) {
      for (var view : fitting) {
        assertNull(views.record(view, viewer).flag());
      }
      assertEquals(Set.of(), views.recordAll(fitting, viewer).flags());
      assertEquals(Set.of(), views.recordAll(repeated(fitting), viewer).flags());
    }
    for (int repeat = 0; repeat < 3; repeat++) {
      assertEquals(ViewFlag.MEDIA_TIME, views.record(tooMuch, viewer).flag());
      assertNull(views.record(fitting.getFirst(), viewer).flag());
    }
    assertEquals(4, counted(release));
  }

  /** Reported together with views that are recorded already, one is judged by itself. */
  @Test
  void aNewViewAmongRepeatsIsJudgedWithoutThem() {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var viewer = new Visitor(new UserId(ids.next()), "192.0.2.7", "player");
    var recorded = List.of(named(hour, 3_600), named(hour, 3_600));
    views.recordAll(recorded, viewer);

    var more = new ArrayList<>(repeated(recorded));
    more.add(named(hour, 3_600));

    assertEquals(Set.of(), views.recordAll(more, viewer).flags());
    assertEquals(ViewFlag.MEDIA_TIME, views.record(named(hour, 1), viewer).flag());
    assertEquals(4, counted(release));
  }

  @Test
  void strangersAreToldApartUntilTheirSaltIsForgotten() {
    views.record(view(release, null, null), NOBODY);
    views.record(view(release, null, null), NOBODY);
    views.record(view(release, null, null), new Visitor(null, "192.0.2.8", "player"));
    assertEquals(2, counts(release).uniqueViewers());
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var salt = saltOf(day);

    clock.advance(Duration.ofDays(1));
    views.record(view(release, null, null), NOBODY);
    assertEquals(3, counts(release).uniqueViewers());
    assertArrayEquals(salt, saltOf(day));

    clock.advance(Duration.ofDays(1));
    counts(release);
    assertFalse(Arrays.equals(salt, saltOf(day)));
  }

  /** Whatever is reported, what is wrong with it is named, and the rest is kept. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomBatchesLoseOnlyWhatIsBad(long seed) {
    var random = new Random(seed);
    var batches = new RandomViews(random, clock, ids, release, episode(release, 1), other);
    var kept = 0;
    for (int i = 0; i < 20; i++) {
      var batch = batches.next();
      var recorded = views.recordAll(batch.views(), NOBODY);
      assertEquals(
          batch.faults(),
          recorded.rejections().stream()
              .collect(toMap(Rejection::index, bad -> bad.violation().member())),
          () -> "seed " + seed);
      kept += batch.views().size() - batch.faults().size();
    }
    assertEquals(kept, counted(release) + counted(other), () -> "seed " + seed);
  }

  @Test
  void noneIsTakenInAfterTheEnd() {
    episodal.close();

    var refused =
        assertThrows(DomainException.class, () -> views.record(view(release, null, null), NOBODY));
    assertInstanceOf(DomainError.Unavailable.class, refused.error());
  }

  @Test
  void aWholeBatchMustBeAbleToWait() {
    assertThrows(IllegalArgumentException.class, () -> new ViewPolicy(999, ViewFilters.USUAL));
  }

  private void assertRefused(String member, View view) {
    var refused = assertThrows(DomainException.class, () -> views.record(view, NOBODY));
    var invalid = assertInstanceOf(DomainError.Invalid.class, refused.error());
    assertEquals(member, invalid.violations().getFirst().member());
  }

  private ReleaseId release(String title) {
    return episodal.catalog().releases().create(ReleaseDetails.titled(title)).id();
  }

  private EpisodeId episode(ReleaseId of, int number) {
    return episodal
        .catalog()
        .episodes()
        .create(new Creation(of, "Episode", number, 1_440, null, null, null, null))
        .id();
  }

  private static View view(ReleaseId of, @Nullable EpisodeId episode, @Nullable Instant viewedAt) {
    return new View(of, episode, null, viewedAt, 60, 50, null);
  }

  private View watched(Instant at, int seconds) {
    return new View(release, null, null, at, seconds, 50, null);
  }

  private View named(Instant at, int seconds) {
    return new View(release, null, null, at, seconds, 50, new ViewId(ids.next()));
  }

  private static List<View> repeated(List<View> views) {
    return Stream.of(views, views).flatMap(List::stream).toList();
  }

  private byte[] saltOf(LocalDate day) {
    return persistence.unitOfWork().write(tx -> tx.viewLog().saltOf(day));
  }

  private long counted(ReleaseId of) {
    return counts(of).totalViews();
  }

  private Counts counts(ReleaseId of) {
    clock.advance(Duration.ofSeconds(10));
    episodal.jobs().runDue();
    return episodal
        .analytics()
        .figures()
        .ranked(Set.of(of), Ranking.VIEWS, Window.ALL, 0, 1)
        .items()
        .getFirst()
        .counts();
  }
}

package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.InMemoryPersistence;
import io.episodal.testkit.Race;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Views on their way in: what is refused, what is kept, who shares a commit with whom. */
final class RecordingViewsTest {
  private static final Visitor NOBODY = new Visitor(null, "192.0.2.7", "player");

  private final SettableClock clock = new SettableClock();
  private final SequentialIds ids = new SequentialIds();
  private final Queue<Integer> groups = new ConcurrentLinkedQueue<>();
  private final Episodal episodal =
      Episodal.builder()
          .persistence(new InMemoryPersistence(clock))
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

    assertEquals(id, views.record(given, NOBODY));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(id, views.record(given, NOBODY));

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
    var rejections =
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
        rejections.stream()
            .map(rejection -> rejection.index() + " " + rejection.violation().member())
            .toList());
    assertEquals(1, counted(release));
    assertEquals(1, counted(other));
    assertEquals(List.of(), views.recordAll(List.of(), NOBODY));
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
                  return views.recordAll(batch, NOBODY);
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
  void noneIsTakenInAfterTheEnd() {
    episodal.close();

    var refused =
        assertThrows(DomainException.class, () -> views.record(view(release, null, null), NOBODY));
    assertInstanceOf(DomainError.Unavailable.class, refused.error());
  }

  @Test
  void aWholeBatchMustBeAbleToWait() {
    assertThrows(IllegalArgumentException.class, () -> new ViewPolicy(999));
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

  private long counted(ReleaseId of) {
    clock.advance(Duration.ofSeconds(10));
    episodal.jobs().runDue();
    return episodal
        .analytics()
        .figures()
        .ranked(Set.of(of), Ranking.VIEWS, Window.ALL, 0, 1)
        .items()
        .getFirst()
        .counts()
        .totalViews();
  }
}

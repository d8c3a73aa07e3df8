package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.analytics.port.out.ViewLog.Item;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be viewed, and that each view is recorded once. */
public abstract class ViewLogContract extends PersistenceContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private ReleaseId release;

  @BeforeEach
  void addRelease() {
    release = addRelease("Release");
  }

  @Test
  void onlyWhatExistsHasARuntime() {
    var other = addRelease("Other");
    var known = samples.episode(release, 1);
    var unknown =
        samples.episode(
            release, new EpisodeDetails("Bare", 2, null, null, null, EpisodeStatus.RELEASED, null));
    addEpisodes(known, unknown);

    var asked =
        Set.of(
            new Item(release, null),
            new Item(release, known.id()),
            new Item(release, unknown.id()),
            new Item(other, known.id()),
            new Item(release, new EpisodeId(ids.next())),
            new Item(new ReleaseId(ids.next()), null),
            new Item(new ReleaseId(ids.next()), known.id()));

    assertEquals(
        Map.of(
            new Item(release, null),
            Optional.empty(),
            new Item(release, known.id()),
            Optional.of(1_440),
            new Item(release, unknown.id()),
            Optional.empty()),
        runtimes(asked));
    assertEquals(Map.of(), runtimes(Set.of()));
  }

  @Test
  void whatIsDeletedCannotBeViewed() {
    var other = addRelease("Other");
    var deleted = samples.episode(release, 1);
    var orphan = samples.episode(other, 1);
    addEpisodes(deleted, orphan);
    run(tx -> {
      tx.episodes().markDeleted(List.of(deleted.id()), clock.instant());
      tx.releases().markDeleted(List.of(other), clock.instant());
    });

    var asked =
        Set.of(
            new Item(release, deleted.id()), new Item(other, null), new Item(other, orphan.id()));

    assertEquals(Map.of(), runtimes(asked));
  }

  @Test
  void viewsAreCountedOnceHoweverOftenTheyAreReported() {
    var view = view(clock.instant().minusSeconds(60));
    var later = at(view, view.viewedAt().plusSeconds(1));

    append(view);
    append(view, view(clock.instant()), later, later);
    append(later);

    assertEquals(3, counted());
  }

  @Test
  void whatWasAddedIsTold() {
    var first = view(clock.instant().minusSeconds(60));
    var second = view(clock.instant());
    var later = at(first, first.viewedAt().plusSeconds(1));

    assertEquals(Set.of(first, later), added(first, later));
    assertEquals(Set.of(second), added(first, second, later));
    assertEquals(Set.of(), added(first, second));
    assertEquals(1, write(tx -> tx.viewLog().append(twice(view(clock.instant())))).size());
  }

  @Test
  void whatIsThereIsToldWithItsFlag() {
    var plain = view(clock.instant());
    var flagged = Samples.flagged(view(clock.instant()), ViewFlag.NETWORK);
    append(plain, flagged);
    append(Samples.flagged(plain, ViewFlag.USER_AGENT));
    var asked =
        Set.of(
            key(plain),
            key(flagged),
            key(view(clock.instant())),
            key(at(plain, plain.viewedAt().plusSeconds(1))));

    assertEquals(
        Map.of(key(plain), Optional.empty(), key(flagged), Optional.of(ViewFlag.NETWORK)),
        read(tx -> tx.viewLog().flags(asked)));
    assertEquals(Map.of(), read(tx -> tx.viewLog().flags(Set.of())));
  }

  @Test
  void flaggedViewsAreRecordedToo() {
    append(view(clock.instant()));
    for (var flag : ViewFlag.values()) {
      append(Samples.flagged(view(clock.instant()), flag));
    }

    assertEquals(4, counted());
  }

  @Test
  void racingReportsOfAViewCountOnce() {
    var view = view(clock.instant());

    Race.of(
        4,
        thread ->
            () -> {
              append(view, view(clock.instant()));
              return true;
            });

    assertEquals(1 + 4, counted());
  }

  @Test
  void viewsOfAnyTimeAreRecorded() {
    var now = clock.instant();

    append(
        view(now),
        view(now.minus(Duration.ofDays(45))),
        view(Instant.parse("1999-12-31T23:59:59.999999Z")),
        view(now.plus(Duration.ofDays(800))));

    assertEquals(4, counted());
  }

  @Test
  void partitionsCanBePreparedAgainAndLate() {
    var now = clock.instant();
    append(view(now));

    run(tx -> tx.viewLog().preparePartitions(now.minus(Duration.ofDays(100)), now));
    append(view(now), view(now.minus(Duration.ofDays(70))));
    run(tx ->
        tx.viewLog()
            .preparePartitions(now.minus(Duration.ofDays(10)), now.plus(Duration.ofDays(100))));
    append(view(now), view(now.plus(Duration.ofDays(60))));

    assertEquals(5, counted());
  }

  @Test
  void nothingIsRecordedFromNothing() {
    run(tx -> tx.viewLog().append(List.of()));

    assertEquals(0, counted());
  }

  @Test
  void aDayHasOneSalt() {
    var salt = salt(DAY);

    assertEquals(16, salt.length);
    assertArrayEquals(salt, salt(DAY));
    assertFalse(Arrays.equals(salt, salt(DAY.plusDays(1))));
  }

  @Test
  void racersAgreeOnTheSaltOfADay() {
    var salts = Race.of(4, thread -> () -> salt(DAY));

    salts.forEach(salt -> assertArrayEquals(salts.getFirst(), salt));
    assertArrayEquals(salts.getFirst(), salt(DAY));
  }

  @Test
  void oldSaltsAreForgottenForGood() {
    var old = salt(DAY);
    var kept = salt(DAY.plusDays(1));

    run(tx -> tx.viewLog().forgetSaltsBefore(DAY.plusDays(1)));

    assertArrayEquals(kept, salt(DAY.plusDays(1)));
    assertFalse(Arrays.equals(old, salt(DAY)));
  }

  private ReleaseId addRelease(String title) {
    var added = samples.release(title);
    run(tx -> tx.releases().add(List.of(added)));
    return added.id();
  }

  private void addEpisodes(Episode... episodes) {
    run(tx -> tx.episodes().add(List.of(episodes)));
  }

  private Map<Item, Optional<Integer>> runtimes(Set<Item> items) {
    return read(tx -> tx.viewLog().runtimes(items));
  }

  private ViewEvent view(Instant at) {
    return samples.view(release, null, Viewer.user(samples.user()), at, 60, 50);
  }

  private static ViewLog.Key key(ViewEvent view) {
    return new ViewLog.Key(view.release(), view.viewedAt(), view.id());
  }

  private static ViewEvent at(ViewEvent view, Instant at) {
    return new ViewEvent(
        view.id(),
        view.release(),
        view.episode(),
        view.viewer(),
        at,
        view.watchedSeconds(),
        view.completion(),
        view.engaged(),
        view.flag());
  }

  private void append(ViewEvent... views) {
    run(tx -> tx.viewLog().append(List.of(views)));
  }

  private Set<ViewEvent> added(ViewEvent... views) {
    return Set.copyOf(write(tx -> tx.viewLog().append(List.of(views))));
  }

  private static List<ViewEvent> twice(ViewEvent view) {
    return List.of(view, view);
  }

  private long counted() {
    run(tx -> tx.rollUps().fold(clock.instant()));
    var page = read(tx -> tx.figures().ranked(Set.of(release), Ranking.VIEWS, Window.ALL, 0, 1));
    return page.items().getFirst().counts().totalViews();
  }

  private byte[] salt(LocalDate day) {
    return write(tx -> tx.viewLog().saltOf(day));
  }
}

package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Episodes, their numbers, and those that release themselves. */
public abstract class EpisodesContract extends PersistenceContract {
  private static final Duration TICK = Duration.ofNanos(1_000);

  private ReleaseId release;
  private ReleaseId other;

  @BeforeEach
  void addReleases() {
    release = addRelease("Release");
    other = addRelease("Other release");
  }

  @Test
  void anEpisodeIsKeptWordForWord() {
    var full = samples.episode(release, 1);
    var bare =
        samples.episode(
            release, new EpisodeDetails("Bare", 2, null, null, null, EpisodeStatus.UPCOMING, null));
    var due = samples.upcoming(release, 3, clock.instant().plus(Duration.ofDays(3)));
    add(full, bare, due);

    assertEquals(Optional.of(full), find(full));
    assertEquals(Optional.of(bare), find(bare));
    assertEquals(Optional.of(due), find(due));
    assertEquals(List.of(bare, due), findForUpdate(due, bare));
  }

  @Test
  void anUnknownEpisodeIsNotFound() {
    var unknown = new EpisodeId(ids.next());

    assertEquals(Optional.empty(), read(tx -> tx.episodes().find(unknown)));
    boolean there = read(tx -> tx.episodes().anyOf(List.of(unknown)));
    assertFalse(there);
  }

  @Test
  void anEpisodeIsReplacedAndMayMove() {
    var before = samples.episode(release, 1);
    add(before);
    clock.advance(Duration.ofHours(1));
    var details =
        new EpisodeDetails(
            "Moved",
            7,
            null,
            null,
            clock.instant().plus(Duration.ofDays(1)),
            EpisodeStatus.UPCOMING,
            null);
    var after =
        new Episode(
            before.id(),
            other,
            details,
            clock.instant().plus(Duration.ofDays(1)),
            before.createdAt(),
            clock.instant());

    run(tx -> tx.episodes().replace(List.of(after)));

    assertEquals(Optional.of(after), find(before));
    assertEquals(0, page(release, PageRequest.first(5)).total());
    assertEquals(List.of(after), page(other, PageRequest.first(5)).items());
  }

  @Test
  void aDeletedEpisodeIsNowhere() {
    var deleted = samples.episode(release, 1);
    var kept = samples.episode(release, 2);
    add(deleted, kept);

    run(tx -> tx.episodes().markDeleted(List.of(deleted.id()), clock.instant()));

    assertEquals(Optional.empty(), find(deleted));
    assertEquals(List.of(kept), findForUpdate(deleted, kept));
    assertEquals(List.of(), findForUpdate(deleted));
    assertTrue(anyOf(deleted, kept));
    assertFalse(anyOf(deleted));
    assertEquals(List.of(kept), page(release, PageRequest.first(5)).items());
    assertEquals(1, page(release, PageRequest.first(5)).total());
  }

  @Test
  void aNumberIsTakenOnceInARelease() {
    var second = samples.episode(release, 2);
    add(samples.episode(release, 1), second, samples.episode(other, 1));
    var conflict = new DomainError.Conflict("this release has an episode 1 already");
    var renumbered =
        new Episode(
            second.id(),
            release,
            Samples.fullEpisode(1, EpisodeStatus.RELEASED),
            null,
            second.createdAt(),
            clock.instant());

    assertEquals(conflict, refusal(() -> add(samples.episode(release, 1))));
    assertEquals(conflict, refusal(() -> run(tx -> tx.episodes().replace(List.of(renumbered)))));
    assertEquals(Optional.of(second), find(second));
  }

  @Test
  void episodesExchangeTheirNumbers() {
    var first = samples.episode(release, 1);
    var second = samples.episode(release, 2);
    add(first, second, samples.episode(release, 3));
    var swapped = List.of(numbered(first, 2), numbered(second, 1));

    run(tx -> exchange(tx, swapped));

    assertEquals(Optional.of(swapped.getFirst()), find(first));
    assertEquals(Optional.of(swapped.getLast()), find(second));
    assertEquals(
        new DomainError.Conflict("this release has an episode 3 already"),
        refusal(() -> run(tx -> exchange(tx, List.of(numbered(first, 3), numbered(second, 2))))));
  }

  @Test
  void takenNumbersAreThoseOfOtherEpisodes() {
    var first = samples.episode(release, 1);
    var second = samples.episode(release, 2);
    add(first, second);
    var third = samples.episode(release, 2);
    var elsewhere = samples.episode(other, 1);

    assertEquals(Set.of(third.id()), withTakenNumber(numbered(first, 1), third, elsewhere));
    assertEquals(Set.of(), withTakenNumber(numbered(first, 2), numbered(second, 1)));
    assertEquals(Set.of(), withTakenNumber(second, third));
  }

  @Test
  void theNumberOfADeletedEpisodeIsFree() {
    var deleted = samples.episode(release, 1);
    add(deleted);
    run(tx -> tx.episodes().markDeleted(List.of(deleted.id()), clock.instant()));

    var next = samples.episode(release, 1);
    add(next);

    assertEquals(List.of(next), page(release, PageRequest.first(5)).items());
  }

  @Test
  void severalAreAddedAtOnceOrNone() {
    var first = samples.episode(release, 1);

    assertEquals(
        new DomainError.Conflict("this release has an episode 2 already"),
        refusal(() -> add(first, samples.episode(release, 2), samples.episode(release, 2))));

    assertEquals(Optional.empty(), find(first));
  }

  @Test
  void ofRacingEpisodesOfOneNumberOneIsAdded() {
    var added =
        Race.of(4, thread -> () -> isAdded(samples.episode(release, 9))).stream()
            .filter(each -> each)
            .count();

    assertEquals(1, added);
    assertEquals(1, page(release, PageRequest.first(5)).total());
  }

  @Test
  void areListedByNumberInPages() {
    var numbers = List.of(12, 2, 1, 100, 11, Integer.MAX_VALUE, 10);
    numbers.forEach(number -> add(samples.episode(release, number)));
    add(samples.episode(other, 3));

    var all = page(release, PageRequest.first(100)).items();

    assertEquals(
        numbers.stream().sorted().toList(),
        all.stream().map(episode -> episode.details().number()).toList());
    assertEquals(all, inPages(2, request -> page(release, request)));
    var middle = page(release, new PageRequest(2, 3, null));
    assertEquals(all.subList(2, 5), middle.items());
    assertEquals(7, middle.total());
    assertEquals(0, page(new ReleaseId(ids.next()), PageRequest.first(5)).total());
  }

  @Test
  void refuseACursorOfAnotherList() {
    var foreign =
        Stream.of(
            Cursor.after("genres", 1, ids.next()),
            Cursor.after("episodes", "one", ids.next()),
            Cursor.after("episodes", 1, "no id"),
            new Cursor("episodes", List.of()));

    foreign.forEach(cursor ->
        assertEquals(
            Cursor.foreign().error(), refusal(() -> page(release, new PageRequest(0, 5, cursor)))));
  }

  @Test
  void episodesReleaseThemselvesWhenTheirTimeComes() {
    var due = clock.instant().plus(Duration.ofDays(1));
    var first = samples.upcoming(release, 1, due);
    var later = samples.upcoming(release, 2, due.plus(TICK));
    add(first, later);
    clock.set(due.minus(TICK));
    assertEquals(Set.of(), releaseDue(10));

    clock.set(due);
    var released = asReleased(first, clock.instant());
    assertEquals(Set.of(released), releaseDue(10));
    assertEquals(Optional.of(released), find(first));
    assertEquals(Optional.of(later), find(later));

    clock.advance(TICK);
    assertEquals(Set.of(asReleased(later, clock.instant())), releaseDue(10));
    assertEquals(Set.of(), releaseDue(10));
  }

  @Test
  void whatWaitsForItsEditorDoesNotReleaseItself() {
    var date = clock.instant().minus(Duration.ofDays(1));
    var details = new EpisodeDetails("Late", 1, null, null, date, EpisodeStatus.UPCOMING, null);
    add(samples.episode(release, details));

    clock.advance(Duration.ofDays(365));

    assertEquals(Set.of(), releaseDue(10));
  }

  @Test
  void whatIsDeletedDoesNotReleaseItself() {
    var due = clock.instant().plus(Duration.ofDays(1));
    var deleted = samples.upcoming(release, 1, due);
    add(deleted, samples.upcoming(other, 1, due));
    run(tx -> tx.episodes().markDeleted(List.of(deleted.id()), clock.instant()));
    run(tx -> tx.releases().markDeleted(List.of(other), clock.instant()));
    clock.set(due);

    assertEquals(Set.of(), releaseDue(10));
  }

  @Test
  void noMoreAreReleasedThanAsked() {
    addUpcoming(5);

    assertEquals(2, releaseDue(2).size());
    assertEquals(2, releaseDue(2).size());
    assertEquals(1, releaseDue(2).size());
  }

  @Test
  void racersReleaseEachEpisodeOnce() {
    addUpcoming(40);

    var released =
        Race.of(4, thread -> () -> releaseAllDue()).stream().flatMap(List::stream).toList();

    assertEquals(40, released.size());
    assertEquals(40, new HashSet<>(released).size());
  }

  private ReleaseId addRelease(String title) {
    var added = samples.release(title);
    run(tx -> tx.releases().add(List.of(added)));
    return added.id();
  }

  private void add(Episode... episodes) {
    run(tx -> tx.episodes().add(List.of(episodes)));
  }

  private void addUpcoming(int count) {
    var due = clock.instant().plus(Duration.ofDays(1));
    add(
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> samples.upcoming(release, number, due))
            .toArray(Episode[]::new));
    clock.set(due);
  }

  private boolean isAdded(Episode episode) {
    try {
      add(episode);
      return true;
    } catch (DomainException e) {
      assertEquals(new DomainError.Conflict("this release has an episode 9 already"), e.error());
      return false;
    }
  }

  private Optional<Episode> find(Episode episode) {
    return read(tx -> tx.episodes().find(episode.id()));
  }

  private static void exchange(Transaction tx, List<Episode> episodes) {
    tx.episodes().freeNumbers(episodes.stream().map(Episode::id).toList());
    tx.episodes().replace(episodes);
  }

  private static Episode numbered(Episode episode, int number) {
    return new Episode(
        episode.id(),
        episode.release(),
        Samples.fullEpisode(number, EpisodeStatus.RELEASED),
        null,
        episode.createdAt(),
        episode.updatedAt());
  }

  private Set<EpisodeId> withTakenNumber(Episode... episodes) {
    return read(tx -> tx.episodes().withTakenNumber(List.of(episodes)));
  }

  private List<Episode> findForUpdate(Episode... episodes) {
    return write(tx -> tx.episodes().findForUpdate(ids(episodes)));
  }

  private boolean anyOf(Episode... episodes) {
    return read(tx -> tx.episodes().anyOf(ids(episodes)));
  }

  private static List<EpisodeId> ids(Episode... episodes) {
    return Stream.of(episodes).map(Episode::id).toList();
  }

  private Page<Episode> page(ReleaseId of, PageRequest request) {
    return read(tx -> tx.episodes().page(of, request));
  }

  private Set<Episode> releaseDue(int most) {
    return new HashSet<>(write(tx -> tx.episodes().releaseDue(clock.instant(), most)));
  }

  /** Racers leave out what others hold, so each goes on until nothing at all is left. */
  private List<EpisodeId> releaseAllDue() {
    var released = new ArrayList<EpisodeId>();
    while (hasUpcoming(page(release, PageRequest.first(100)))) {
      releaseDue(3).forEach(episode -> released.add(episode.id()));
    }
    return released;
  }

  private static boolean hasUpcoming(Page<Episode> page) {
    return !page.items().stream().allMatch(Episode::isReleased);
  }

  private static Episode asReleased(Episode episode, Instant now) {
    var details = episode.details();
    return new Episode(
        episode.id(),
        episode.release(),
        new EpisodeDetails(
            details.title(),
            details.number(),
            details.durationSeconds(),
            details.description(),
            details.releaseDate(),
            EpisodeStatus.RELEASED,
            details.thumbnailUrl()),
        null,
        episode.createdAt(),
        now);
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}

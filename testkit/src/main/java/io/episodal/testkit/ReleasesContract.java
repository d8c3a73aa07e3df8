package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseReference;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreReference;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases, one by one. */
public abstract class ReleasesContract extends PersistenceContract {
  private Genre drama;
  private Genre crime;
  private Franchise franchise;

  @BeforeEach
  void addGenresAndFranchise() {
    drama = samples.genre("Drama");
    crime = samples.genre("Crime \"noir\"");
    franchise = samples.franchise("The whole story");
    run(tx -> {
      tx.genres().add(List.of(drama));
      tx.genres().add(List.of(crime));
      tx.franchises().add(List.of(franchise));
    });
  }

  @Test
  void aReleaseIsKeptWordForWord() {
    var added = samples.release(fullDetails());
    add(added);

    var expected =
        new Release(
            added.id(),
            added.details(),
            List.of(
                new GenreReference(crime.id(), crime.name()),
                new GenreReference(drama.id(), drama.name())),
            new FranchiseReference(franchise.id(), franchise.name()),
            null,
            clock.instant(),
            clock.instant());
    assertEquals(Optional.of(expected), find(added.id()));
    assertEquals(
        Map.of(added.id(), expected.details()),
        write(tx -> tx.releases().detailsForUpdate(List.of(added.id()))));
  }

  @Test
  void aTitleIsEnough() {
    var added = samples.release("Only a title");
    add(added);

    var expected =
        new Release(
            added.id(),
            ReleaseDetails.titled("Only a title"),
            List.of(),
            null,
            null,
            clock.instant(),
            clock.instant());
    assertEquals(Optional.of(expected), find(added.id()));
  }

  @Test
  void anUnknownReleaseIsNotFound() {
    var unknown = new ReleaseId(ids.next());

    assertEquals(Optional.empty(), find(unknown));
    assertEquals(Map.of(), write(tx -> tx.releases().detailsForUpdate(List.of(unknown))));
    assertEquals(Set.of(unknown), write(tx -> tx.releases().unknown(List.of(unknown))));
    assertEquals(Optional.empty(), title(unknown));
  }

  @Test
  void severalAreAddedAtOnceOrNone() {
    var good = samples.release("Good");
    var bad = samples.release(fullDetails().in(Set.of(samples.genre("Unknown").id()), null));

    assertThrows(RuntimeException.class, () -> run(tx -> tx.releases().add(List.of(good, bad))));
    assertEquals(Optional.empty(), find(good.id()));

    var other = samples.release("Other");
    add(good, other);
    assertEquals(Optional.of("Good"), title(good.id()));
    assertEquals(Optional.of("Other"), title(other.id()));
  }

  @Test
  void allDetailsAreReplaced() {
    var added = samples.release(fullDetails());
    add(added);
    var createdAt = clock.instant();
    clock.advance(Duration.ofHours(1));

    run(tx ->
        tx.releases()
            .replace(Map.of(added.id(), ReleaseDetails.titled("Changed")), clock.instant()));

    var expected =
        new Release(
            added.id(),
            ReleaseDetails.titled("Changed"),
            List.of(),
            null,
            null,
            createdAt,
            clock.instant());
    assertEquals(Optional.of(expected), find(added.id()));

    run(tx -> tx.releases().replace(Map.of(added.id(), fullDetails()), clock.instant()));
    assertEquals(fullDetails(), find(added.id()).orElseThrow().details());
  }

  @Test
  void itsGenresAndFranchiseAreNamedAsTheyAreNow() {
    var added = samples.release(fullDetails());
    add(added);
    var now = clock.instant();
    run(tx -> {
      tx.genres().replace(List.of(new Genre(crime.id(), "Zenith", null, now, now)));
      tx.franchises().replace(List.of(new Franchise(franchise.id(), "Renamed", null, now, now)));
    });

    var found = find(added.id()).orElseThrow();

    assertEquals(
        List.of("Drama", "Zenith"), found.genres().stream().map(GenreReference::name).toList());
    assertEquals("Renamed", found.franchise().orElseThrow().name());
  }

  @Test
  void aDeletedReleaseIsNowhere() {
    var kept = samples.release(fullDetails());
    var deleted = samples.release(fullDetails());
    add(kept, deleted);
    var episode = samples.episode(deleted.id(), 1);
    run(tx -> tx.episodes().add(List.of(episode)));

    run(tx -> tx.releases().markDeleted(List.of(deleted.id()), clock.instant()));

    assertEquals(Optional.empty(), find(deleted.id()));
    assertEquals(Optional.empty(), title(deleted.id()));
    assertEquals(Map.of(), write(tx -> tx.releases().detailsForUpdate(List.of(deleted.id()))));
    assertEquals(Set.of(deleted.id()), write(tx -> tx.releases().unknown(List.of(deleted.id()))));
    assertEquals(Optional.empty(), read(tx -> tx.episodes().find(episode.id())));
    assertEquals(0, read(tx -> tx.episodes().page(deleted.id(), PageRequest.first(5))).total());
    var list = read(tx -> tx.releases().page(ReleaseQuery.all(), PageRequest.first(5)));
    assertEquals(List.of(kept.id()), list.items().stream().map(Release::id).toList());
    assertEquals(1, list.total());
  }

  @Test
  void aDeletedReleaseIsInNoGenreOrFranchise() {
    var deleted = samples.release(fullDetails());
    add(deleted);
    assertEquals(Map.of(drama.id(), 1L), read(tx -> tx.genres().releasesIn(List.of(drama.id()))));
    assertEquals(
        Map.of(franchise.id(), 1L),
        read(tx -> tx.franchises().releasesIn(List.of(franchise.id()))));

    run(tx -> tx.releases().markDeleted(List.of(deleted.id()), clock.instant()));

    assertEquals(Map.of(), read(tx -> tx.genres().releasesIn(List.of(drama.id()))));
    assertEquals(Map.of(), read(tx -> tx.franchises().releasesIn(List.of(franchise.id()))));
    run(tx -> {
      tx.genres().remove(List.of(drama.id()));
      tx.franchises().remove(List.of(franchise.id()));
    });
    assertEquals(Optional.empty(), read(tx -> tx.genres().find(drama.id())));
  }

  private ReleaseDetails fullDetails() {
    return Samples.fullDetails(Set.of(drama.id(), crime.id()), franchise.id());
  }

  private void add(NewRelease... releases) {
    run(tx -> tx.releases().add(List.of(releases)));
  }

  private Optional<Release> find(ReleaseId id) {
    return read(tx -> tx.releases().find(id));
  }

  private Optional<String> title(ReleaseId id) {
    return write(tx -> tx.releases().titleForUse(id));
  }
}

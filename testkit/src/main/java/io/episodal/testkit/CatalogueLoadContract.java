package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.GenreReference;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.port.out.CatalogueLoad.Known;
import io.episodal.domain.catalog.port.out.CatalogueLoad.Portion;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loading a catalogue in portions. */
public abstract class CatalogueLoadContract extends PersistenceContract {

  @Test
  void whatIsLoadedIsKeptWordForWord() {
    var genre = samples.genre("Crime \"noir\"");
    run(tx -> tx.genres().add(List.of(genre)));
    var franchise = samples.franchise("The\twhole\nstory \\N");
    var full = imported("full", Samples.fullDetails(Set.of(genre.id()), franchise.id()));
    var bare = imported("bare", ReleaseDetails.titled("Only a title"));
    var told = samples.episode(full.id(), 1);
    var due = samples.upcoming(full.id(), 2, clock.instant().plus(Duration.ofDays(1)));
    var plain =
        samples.episode(
            bare.id(),
            new EpisodeDetails("Plain", 7, null, null, null, EpisodeStatus.RELEASED, null));

    load(List.of(franchise), List.of(full, bare), List.of(told, due, plain));

    var found = read(tx -> tx.releases().find(full.id())).orElseThrow();
    assertEquals(full.details(), found.details());
    assertEquals(List.of(new GenreReference(genre.id(), genre.name())), found.genres());
    assertEquals(clock.instant(), found.createdAt());
    assertEquals(Optional.of(franchise), read(tx -> tx.franchises().find(franchise.id())));
    assertEquals(bare.details(), read(tx -> tx.releases().find(bare.id())).orElseThrow().details());
    for (var episode : List.of(told, due, plain)) {
      assertEquals(Optional.of(episode), read(tx -> tx.episodes().find(episode.id())));
    }
  }

  @Test
  void whatIsLoadedIsFoundListedAndCounted() {
    var added = imported("a", ReleaseDetails.titled("名探偵コナン"));
    load(List.of(), List.of(added), List.of());

    for (var sort : ReleaseQuery.Sort.values()) {
      var query = new ReleaseQuery("名探偵", null, null, null, null, sort);
      var page = read(tx -> tx.releases().page(query, PageRequest.first(5)));
      assertEquals(List.of(added.id()), page.items().stream().map(r -> r.id()).toList());
    }
    var user = samples.user();
    run(tx -> tx.ratings().put(user, added.id(), 8));
    assertEquals(
        Optional.of(8.0), read(tx -> tx.releases().find(added.id())).orElseThrow().averageRating());
  }

  @Test
  void manyRowsOfAnyLengthAreLoaded() {
    var release = imported("long", ReleaseDetails.titled("x".repeat(500)));
    var episodes =
        IntStream.rangeClosed(1, 3_000)
            .mapToObj(number ->
                samples.episode(
                    release.id(),
                    new EpisodeDetails(
                        "Episode " + number,
                        number,
                        null,
                        "ü".repeat(number % 50 == 0 ? 20_000 : 5),
                        null,
                        EpisodeStatus.RELEASED,
                        null)))
            .toList();

    load(List.of(), List.of(release), episodes);

    var last = read(tx -> tx.episodes().find(episodes.getLast().id())).orElseThrow();
    assertEquals(episodes.getLast(), last);
    var page = read(tx -> tx.episodes().page(release.id(), PageRequest.first(1)));
    assertEquals(3_000, page.total());
  }

  @Test
  void anImportIsKnownByItsKey() {
    var one = imported("mal:1", ReleaseDetails.titled("One"));
    var two = imported("mal:\"2\"", ReleaseDetails.titled("Two"));
    var other = samples.release("Not imported");
    load(
        List.of(),
        List.of(one, two, other),
        List.of(samples.episode(one.id(), 1), samples.episode(one.id(), 3)));

    assertEquals(
        Map.of(
            "mal:1", new Known(one.id(), false, Set.of(1, 3)),
            "mal:\"2\"", new Known(two.id(), false, Set.of())),
        known("mal:1", "mal:\"2\"", "mal:3"));
    assertEquals(Map.of(), known());
  }

  @Test
  void whatWasDeletedIsStillKnown() {
    var gone = imported("mal:1", ReleaseDetails.titled("Gone"));
    var kept = imported("mal:2", ReleaseDetails.titled("Kept"));
    var first = samples.episode(kept.id(), 1);
    load(List.of(), List.of(gone, kept), List.of(first, samples.episode(kept.id(), 2)));

    run(tx -> {
      tx.releases().markDeleted(List.of(gone.id()), clock.instant());
      tx.episodes().markDeleted(List.of(first.id()), clock.instant());
    });

    assertEquals(
        Map.of(
            "mal:1", new Known(gone.id(), true, Set.of()),
            "mal:2", new Known(kept.id(), false, Set.of(1, 2))),
        known("mal:1", "mal:2"));
    assertThrows(RuntimeException.class, () -> load(List.of(), List.of(gone), List.of()));
  }

  @Test
  void episodesOfWhatIsThereAreAdded() {
    var release = imported("mal:1", ReleaseDetails.titled("Going on"));
    load(List.of(), List.of(release), List.of(samples.episode(release.id(), 1)));
    var next = samples.episode(release.id(), 2);

    load(List.of(), List.of(), List.of(next));

    assertEquals(Optional.of(next), read(tx -> tx.episodes().find(next.id())));
  }

  @Test
  void aNumberThatIsTakenIsAConflictAndNothingStays() {
    var release = imported("mal:1", ReleaseDetails.titled("Going on"));
    load(List.of(), List.of(release), List.of(samples.episode(release.id(), 1)));
    var other = imported("mal:2", ReleaseDetails.titled("Other"));
    var again = samples.episode(release.id(), 1);

    var refused =
        assertThrows(DomainException.class, () -> load(List.of(), List.of(other), List.of(again)));

    assertEquals(
        new DomainError.Conflict("this release has an episode 1 already"), refused.error());
    assertEquals(Map.of(), known("mal:2"));
  }

  private NewRelease imported(String key, ReleaseDetails details) {
    return new NewRelease(new ReleaseId(ids.next()), details, key, clock.instant());
  }

  private void load(List<Franchise> franchises, List<NewRelease> releases, List<Episode> episodes) {
    run(tx -> {
      tx.catalogueLoad().begin();
      tx.catalogueLoad().add(new Portion(franchises, releases, episodes));
    });
  }

  private Map<String, Known> known(String... keys) {
    return read(tx -> tx.catalogueLoad().known(List.of(keys)));
  }
}

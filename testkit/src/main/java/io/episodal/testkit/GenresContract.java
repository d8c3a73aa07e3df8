package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Genres and their names. */
public abstract class GenresContract extends PersistenceContract {

  @Test
  void namesThatAreFreedCanBeExchanged() {
    var one = samples.genre("One");
    var two = samples.genre("Two");
    var gone = samples.genre("Gone");
    run(tx -> tx.genres().add(List.of(one, two, gone)));
    var swapped = List.of(renamed(one, "Two"), renamed(two, "One"));
    var heir = samples.genre("Gone");

    run(tx -> {
      tx.genres().freeNames(List.of(one.id(), two.id(), gone.id()));
      tx.genres().add(List.of(heir));
      tx.genres().replace(swapped);
      tx.genres().remove(List.of(gone.id()));
    });

    var wanted = List.of("One", "Two", "Gone");
    assertEquals(
        Map.of("One", two.id(), "Two", one.id(), "Gone", heir.id()),
        read(tx -> tx.genres().byName(wanted)));
  }

  private static Genre renamed(Genre genre, String name) {
    return new Genre(genre.id(), name, genre.text(), genre.createdAt(), genre.updatedAt());
  }

  @Test
  void aGenreIsKeptWordForWord() {
    var named = add("Łódź \"x\" '; drop table genres; --");
    var now = clock.instant();
    var silent = new Genre(new GenreId(ids.next()), "No words", null, now, now);
    run(tx -> tx.genres().add(List.of(silent)));

    assertEquals(Optional.of(named), find(named.id()));
    assertEquals(Optional.of(silent), find(silent.id()));
    assertEquals(List.of(named), write(tx -> tx.genres().findForUpdate(List.of(named.id()))));
  }

  @Test
  void anUnknownGenreIsNotFound() {
    var unknown = new GenreId(ids.next());

    assertEquals(Optional.empty(), find(unknown));
    assertEquals(List.of(), write(tx -> tx.genres().findForUpdate(List.of(unknown))));
    assertEquals(0, releasesIn(unknown));
  }

  @Test
  void aGenreIsReplaced() {
    var before = add("Before");
    clock.advance(Duration.ofHours(1));
    var after = new Genre(before.id(), "After", null, before.createdAt(), clock.instant());

    run(tx -> tx.genres().replace(List.of(after)));

    assertEquals(Optional.of(after), find(before.id()));
    assertEquals("Before", add("Before").name());
  }

  @Test
  void aGenreIsRemoved() {
    var removed = add("Removed");

    run(tx -> tx.genres().remove(List.of(removed.id())));

    assertEquals(Optional.empty(), find(removed.id()));
    assertEquals("Removed", add("Removed").name());
  }

  @Test
  void aNameIsTakenOnce() {
    add("Taken");
    var other = add("Other");
    var conflict = new DomainError.Conflict("a genre named Taken exists already");
    var renamed = new Genre(other.id(), "Taken", null, other.createdAt(), clock.instant());

    assertEquals(conflict, refusal(() -> add("Taken")));
    assertEquals(conflict, refusal(() -> run(tx -> tx.genres().replace(List.of(renamed)))));
    assertEquals(Optional.of(other), find(other.id()));
  }

  @Test
  void keepingItsNameIsNoConflict() {
    var named = add("Same");
    var changed = new Genre(named.id(), "Same", "Other words", named.createdAt(), clock.instant());

    run(tx -> tx.genres().replace(List.of(changed)));

    assertEquals(Optional.of(changed), find(named.id()));
  }

  @Test
  void namesThatDifferInCaseAreDifferent() {
    add("drama");

    assertEquals("Drama", add("Drama").name());
  }

  @Test
  void tellsWhichIdsAreUnknown() {
    var known = add("Known");
    var unknown = new GenreId(ids.next());

    assertEquals(
        Set.of(unknown), write(tx -> tx.genres().unknown(List.of(known.id(), unknown, unknown))));
    assertEquals(Set.of(), write(tx -> tx.genres().unknown(List.of(known.id()))));
    assertEquals(Set.of(), write(tx -> tx.genres().unknown(List.of())));
  }

  @Test
  void findsThemByName() {
    var one = add("One");
    var two = add("Two \"2\"");
    add("Three");

    var found = read(tx -> tx.genres().byName(List.of("One", "Two \"2\"", "two", "Four")));

    assertEquals(Map.of("One", one.id(), "Two \"2\"", two.id()), found);
    assertEquals(Map.of(), read(tx -> tx.genres().byName(List.of())));
  }

  @Test
  void countsTheReleasesInIt() {
    var one = add("One");
    var two = add("Two");
    run(tx -> tx.releases().add(List.of(release(one), release(one), release(two))));

    assertEquals(2, releasesIn(one.id()));
    assertEquals(1, releasesIn(two.id()));
    assertEquals(0, releasesIn(add("Three").id()));
  }

  @Test
  void oneThatIsInUseStays() {
    var used = add("Used");
    run(tx -> tx.releases().add(List.of(release(used))));

    assertThrows(RuntimeException.class, () -> run(tx -> tx.genres().remove(List.of(used.id()))));

    assertEquals(Optional.of(used), find(used.id()));
  }

  @Test
  void areListedByNameInPages() {
    var names = List.of("100", "Beta", "Zulu", "alpha", "beta", "Ångström", "名", "Ａ", "😀");
    names.reversed().forEach(this::add);

    var all = inPages(100, request -> read(tx -> tx.genres().page(request)));

    assertEquals(names, all.stream().map(Genre::name).toList());
    assertEquals(all, inPages(2, request -> read(tx -> tx.genres().page(request))));
    var middle = read(tx -> tx.genres().page(new PageRequest(3, 2, null)));
    assertEquals(all.subList(3, 5), middle.items());
    assertEquals(9, middle.total());
  }

  @Test
  void refuseACursorOfAnotherList() {
    add("One");
    var foreign =
        Stream.of(
            Cursor.after("franchises", "One", ids.next()),
            Cursor.after("genres", "One", "no id"),
            new Cursor("genres", List.of()));

    foreign.forEach(cursor ->
        assertEquals(
            Cursor.foreign().error(),
            refusal(() -> read(tx -> tx.genres().page(new PageRequest(0, 5, cursor))))));
  }

  private Genre add(String name) {
    var added = samples.genre(name);
    run(tx -> tx.genres().add(List.of(added)));
    return added;
  }

  private Optional<Genre> find(GenreId id) {
    return read(tx -> tx.genres().find(id));
  }

  private long releasesIn(GenreId id) {
    return read(tx -> tx.genres().releasesIn(List.of(id))).getOrDefault(id, 0L);
  }

  private NewRelease release(Genre in) {
    return samples.release(ReleaseDetails.titled("In " + in.name()).in(Set.of(in.id()), null));
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}

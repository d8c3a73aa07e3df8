package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
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

/** Franchises and their names. */
public abstract class FranchisesContract extends PersistenceContract {

  @Test
  void namesThatAreFreedCanBeExchanged() {
    var one = samples.franchise("One");
    var two = samples.franchise("Two");
    var gone = samples.franchise("Gone");
    run(tx -> tx.franchises().add(List.of(one, two, gone)));
    var swapped = List.of(renamed(one, "Two"), renamed(two, "One"));
    var heir = samples.franchise("Gone");

    run(tx -> {
      tx.franchises().freeNames(List.of(one.id(), two.id(), gone.id()));
      tx.franchises().add(List.of(heir));
      tx.franchises().replace(swapped);
      tx.franchises().remove(List.of(gone.id()));
    });

    var wanted = List.of("One", "Two", "Gone");
    assertEquals(
        Map.of("One", two.id(), "Two", one.id(), "Gone", heir.id()),
        read(tx -> tx.franchises().byName(wanted)));
  }

  private static Franchise renamed(Franchise franchise, String name) {
    return new Franchise(
        franchise.id(), name, franchise.text(), franchise.createdAt(), franchise.updatedAt());
  }

  @Test
  void aFranchiseIsKeptWordForWord() {
    var named = add("Łódź \"x\" '; drop table franchises; --");
    var now = clock.instant();
    var silent = new Franchise(new FranchiseId(ids.next()), "No words", null, now, now);
    run(tx -> tx.franchises().add(List.of(silent)));

    assertEquals(Optional.of(named), find(named.id()));
    assertEquals(Optional.of(silent), find(silent.id()));
    assertEquals(List.of(named), write(tx -> tx.franchises().findForUpdate(List.of(named.id()))));
  }

  @Test
  void anUnknownFranchiseIsNotFound() {
    var unknown = new FranchiseId(ids.next());

    assertEquals(Optional.empty(), find(unknown));
    assertEquals(List.of(), write(tx -> tx.franchises().findForUpdate(List.of(unknown))));
    assertEquals(0, releasesIn(unknown));
  }

  @Test
  void aFranchiseIsReplaced() {
    var before = add("Before");
    clock.advance(Duration.ofHours(1));
    var after = new Franchise(before.id(), "After", null, before.createdAt(), clock.instant());

    run(tx -> tx.franchises().replace(List.of(after)));

    assertEquals(Optional.of(after), find(before.id()));
    assertEquals("Before", add("Before").name());
  }

  @Test
  void aFranchiseIsRemoved() {
    var removed = add("Removed");

    run(tx -> tx.franchises().remove(List.of(removed.id())));

    assertEquals(Optional.empty(), find(removed.id()));
    assertEquals("Removed", add("Removed").name());
  }

  @Test
  void aNameIsTakenOnce() {
    add("Taken");
    var other = add("Other");
    var conflict = new DomainError.Conflict("a franchise named Taken exists already");
    var renamed = new Franchise(other.id(), "Taken", null, other.createdAt(), clock.instant());

    assertEquals(conflict, refusal(() -> add("Taken")));
    assertEquals(conflict, refusal(() -> run(tx -> tx.franchises().replace(List.of(renamed)))));
    assertEquals(Optional.of(other), find(other.id()));
  }

  @Test
  void keepingItsNameIsNoConflict() {
    var named = add("Same");
    var changed =
        new Franchise(named.id(), "Same", "Other words", named.createdAt(), clock.instant());

    run(tx -> tx.franchises().replace(List.of(changed)));

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
    var unknown = new FranchiseId(ids.next());

    assertEquals(
        Set.of(unknown),
        write(tx -> tx.franchises().unknown(List.of(known.id(), unknown, unknown))));
    assertEquals(Set.of(), write(tx -> tx.franchises().unknown(List.of(known.id()))));
    assertEquals(Set.of(), write(tx -> tx.franchises().unknown(List.of())));
  }

  @Test
  void findsThemByName() {
    var one = add("One");
    var two = add("Two \"2\"");
    add("Three");

    var found = read(tx -> tx.franchises().byName(List.of("One", "Two \"2\"", "two", "Four")));

    assertEquals(Map.of("One", one.id(), "Two \"2\"", two.id()), found);
    assertEquals(Map.of(), read(tx -> tx.franchises().byName(List.of())));
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

    assertThrows(
        RuntimeException.class, () -> run(tx -> tx.franchises().remove(List.of(used.id()))));

    assertEquals(Optional.of(used), find(used.id()));
  }

  @Test
  void areListedByNameInPages() {
    var names = List.of("100", "Beta", "Zulu", "alpha", "beta", "Ångström", "名", "Ａ", "😀");
    names.reversed().forEach(this::add);

    var all = inPages(100, request -> read(tx -> tx.franchises().page(request)));

    assertEquals(names, all.stream().map(Franchise::name).toList());
    assertEquals(all, inPages(2, request -> read(tx -> tx.franchises().page(request))));
    var middle = read(tx -> tx.franchises().page(new PageRequest(3, 2, null)));
    assertEquals(all.subList(3, 5), middle.items());
    assertEquals(9, middle.total());
  }

  @Test
  void refuseACursorOfAnotherList() {
    add("One");
    var foreign =
        Stream.of(
            Cursor.after("genres", "One", ids.next()),
            Cursor.after("franchises", "One", "no id"),
            new Cursor("franchises", List.of()));

    foreign.forEach(cursor ->
        assertEquals(
            Cursor.foreign().error(),
            refusal(() -> read(tx -> tx.franchises().page(new PageRequest(0, 5, cursor))))));
  }

  private Franchise add(String name) {
    var added = samples.franchise(name);
    run(tx -> tx.franchises().add(List.of(added)));
    return added;
  }

  private Optional<Franchise> find(FranchiseId id) {
    return read(tx -> tx.franchises().find(id));
  }

  private long releasesIn(FranchiseId id) {
    return read(tx -> tx.franchises().releasesIn(List.of(id))).getOrDefault(id, 0L);
  }

  private NewRelease release(Franchise in) {
    return samples.release(ReleaseDetails.titled("In " + in.name()).in(Set.of(), in.id()));
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}

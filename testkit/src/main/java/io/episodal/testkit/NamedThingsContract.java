package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Things of one kind and their names. */
abstract class NamedThingsContract<I, T> extends PersistenceContract {
  abstract NamedThings<I, T> things(Transaction tx);

  /** What one is called. */
  abstract String kind();

  /** What their list is called. */
  abstract String list();

  abstract I id(UUID value);

  abstract T thing(I id, String name, @Nullable String text, Instant createdAt, Instant updatedAt);

  abstract I idOf(T thing);

  abstract String nameOf(T thing);

  abstract ReleaseDetails in(ReleaseDetails release, I id);

  @Test
  void namesThatAreFreedCanBeExchanged() {
    var one = sample("One");
    var two = sample("Two");
    var gone = sample("Gone");
    run(tx -> things(tx).add(List.of(one, two, gone)));
    var swapped = List.of(renamed(one, "Two"), renamed(two, "One"));
    var heir = sample("Gone");

    run(tx -> {
      things(tx).freeNames(List.of(idOf(one), idOf(two), idOf(gone)));
      things(tx).add(List.of(heir));
      things(tx).replace(swapped);
      things(tx).remove(List.of(idOf(gone)));
    });

    var wanted = List.of("One", "Two", "Gone");
    assertEquals(
        Map.of("One", idOf(two), "Two", idOf(one), "Gone", idOf(heir)),
        read(tx -> things(tx).byName(wanted)));
  }

  private T renamed(T thing, String name) {
    return thing(idOf(thing), name, "Renamed", clock.instant(), clock.instant());
  }

  @Test
  void oneIsKeptWordForWord() {
    var named = add("Łódź \"x\" '; drop table genres; --");
    var now = clock.instant();
    var silent = thing(id(ids.next()), "No words", null, now, now);
    run(tx -> things(tx).add(List.of(silent)));

    assertEquals(Optional.of(named), find(idOf(named)));
    assertEquals(Optional.of(silent), find(idOf(silent)));
    assertEquals(List.of(named), write(tx -> things(tx).findForUpdate(List.of(idOf(named)))));
  }

  @Test
  void anUnknownOneIsNotFound() {
    var unknown = id(ids.next());

    assertEquals(Optional.empty(), find(unknown));
    assertEquals(List.of(), write(tx -> things(tx).findForUpdate(List.of(unknown))));
    assertEquals(0, releasesIn(unknown));
  }

  @Test
  void oneIsReplaced() {
    var before = add("Before");
    var created = clock.instant();
    clock.advance(Duration.ofHours(1));
    var after = thing(idOf(before), "After", null, created, clock.instant());

    run(tx -> things(tx).replace(List.of(after)));

    assertEquals(Optional.of(after), find(idOf(before)));
    assertEquals("Before", nameOf(add("Before")));
  }

  @Test
  void oneIsRemoved() {
    var removed = add("Removed");

    run(tx -> things(tx).remove(List.of(idOf(removed))));

    assertEquals(Optional.empty(), find(idOf(removed)));
    assertEquals("Removed", nameOf(add("Removed")));
  }

  @Test
  void aNameIsTakenOnce() {
    add("Taken");
    var other = add("Other");
    var conflict = new DomainError.Conflict("a " + kind() + " named Taken exists already");
    var renamed = thing(idOf(other), "Taken", null, clock.instant(), clock.instant());

    assertEquals(conflict, refusal(() -> add("Taken")));
    assertEquals(conflict, refusal(() -> run(tx -> things(tx).replace(List.of(renamed)))));
    assertEquals(Optional.of(other), find(idOf(other)));
  }

  @Test
  void keepingItsNameIsNoConflict() {
    var named = add("Same");
    var changed = thing(idOf(named), "Same", "Other words", clock.instant(), clock.instant());

    run(tx -> things(tx).replace(List.of(changed)));

    assertEquals(Optional.of(changed), find(idOf(named)));
  }

  @Test
  void namesThatDifferInCaseAreDifferent() {
    add("drama");

    assertEquals("Drama", nameOf(add("Drama")));
  }

  @Test
  void tellsWhichIdsAreUnknown() {
    var known = add("Known");
    var unknown = id(ids.next());

    assertEquals(
        Set.of(unknown), write(tx -> things(tx).unknown(List.of(idOf(known), unknown, unknown))));
    assertEquals(Set.of(), write(tx -> things(tx).unknown(List.of(idOf(known)))));
    assertEquals(Set.of(), write(tx -> things(tx).unknown(List.of())));
  }

  @Test
  void findsThemByName() {
    var one = add("One");
    var two = add("Two \"2\"");
    add("Three");

    var found = read(tx -> things(tx).byName(List.of("One", "Two \"2\"", "two", "Four")));

    assertEquals(Map.of("One", idOf(one), "Two \"2\"", idOf(two)), found);
    assertEquals(Map.of(), read(tx -> things(tx).byName(List.of())));
  }

  @Test
  void countsTheReleasesInIt() {
    var one = add("One");
    var two = add("Two");
    run(tx -> tx.releases().add(List.of(release(one), release(one), release(two))));

    assertEquals(2, releasesIn(idOf(one)));
    assertEquals(1, releasesIn(idOf(two)));
    assertEquals(0, releasesIn(idOf(add("Three"))));
  }

  @Test
  void oneThatIsInUseStays() {
    var used = add("Used");
    run(tx -> tx.releases().add(List.of(release(used))));

    assertThrows(RuntimeException.class, () -> run(tx -> things(tx).remove(List.of(idOf(used)))));

    assertEquals(Optional.of(used), find(idOf(used)));
  }

  @Test
  void areListedByNameInPages() {
    var names = List.of("100", "Beta", "Zulu", "alpha", "beta", "Ångström", "名", "Ａ", "😀");
    names.reversed().forEach(this::add);

    var all = inPages(100, request -> read(tx -> things(tx).page(request)));

    assertEquals(names, all.stream().map(this::nameOf).toList());
    assertEquals(all, inPages(2, request -> read(tx -> things(tx).page(request))));
    var middle = read(tx -> things(tx).page(new PageRequest(3, 2, null)));
    assertEquals(all.subList(3, 5), middle.items());
    assertEquals(9, middle.total());
  }

  @Test
  void refuseACursorOfAnotherList() {
    add("One");
    var foreign =
        Stream.of(
            Cursor.after("another", "One", ids.next()),
            Cursor.after(list(), "One", "no id"),
            new Cursor(list(), List.of()));

    foreign.forEach(cursor ->
        assertEquals(
            Cursor.foreign().error(),
            refusal(() -> read(tx -> things(tx).page(new PageRequest(0, 5, cursor))))));
  }

  private T add(String name) {
    var added = sample(name);
    run(tx -> things(tx).add(List.of(added)));
    return added;
  }

  private T sample(String name) {
    return thing(id(ids.next()), name, "About " + name, clock.instant(), clock.instant());
  }

  private Optional<T> find(I id) {
    return read(tx -> things(tx).find(id));
  }

  private long releasesIn(I id) {
    return read(tx -> things(tx).releasesIn(List.of(id))).getOrDefault(id, 0L);
  }

  private NewRelease release(T thing) {
    return samples.release(in(ReleaseDetails.titled("In " + nameOf(thing)), idOf(thing)));
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}

package io.episodal.application.catalog;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The things that edits name, by the edit. Not thread-safe. */
final class References {
  private record Naming<I>(int index, I id) {}

  private final List<Naming<GenreId>> genres = new ArrayList<>();
  private final List<Naming<FranchiseId>> franchises = new ArrayList<>();
  private final List<Naming<ReleaseId>> releases = new ArrayList<>();

  void genres(int index, Collection<GenreId> ids) {
    ids.forEach(id -> genres.add(new Naming<>(index, id)));
  }

  void franchise(int index, FranchiseId id) {
    franchises.add(new Naming<>(index, id));
  }

  void release(int index, ReleaseId id) {
    releases.add(new Naming<>(index, id));
  }

  void checkGenres(Transaction tx, EditsOf<GenreId, ?, ?> edits, Refusals refusals) {
    check("genre_ids", genres, edits, tx.genres()::unknown, GenreId::value, refusals);
  }

  void checkFranchises(Transaction tx, EditsOf<FranchiseId, ?, ?> edits, Refusals refusals) {
    check(
        "franchise_id", franchises, edits, tx.franchises()::unknown, FranchiseId::value, refusals);
  }

  void checkReleases(Transaction tx, EditsOf<ReleaseId, ?, ?> edits, Refusals refusals) {
    check("release_id", releases, edits, tx.releases()::unknown, ReleaseId::value, refusals);
  }

  private static <I> void check(
      String member,
      List<Naming<I>> namings,
      EditsOf<I, ?, ?> edits,
      Function<Collection<I>, Set<I>> unknownIn,
      Function<I, UUID> value,
      Refusals refusals) {
    var stored = new LinkedHashSet<I>();
    for (var naming : namings) {
      var objection = edits.objection(naming.index(), naming.id());
      objection.ifPresent(detail -> refusals.member(naming.index(), member, detail));
      if (objection.isEmpty() && !edits.creations().containsKey(naming.id())) {
        stored.add(naming.id());
      }
    }
    var unknown = stored.isEmpty() ? Set.<I>of() : unknownIn.apply(stored);
    namings.stream()
        .filter(naming -> unknown.contains(naming.id()))
        .forEach(naming ->
            refusals.member(
                naming.index(),
                member,
                "no " + edits.noun() + " has the id " + value.apply(naming.id())));
  }
}

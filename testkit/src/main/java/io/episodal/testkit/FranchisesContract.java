package io.episodal.testkit;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Franchises and their names. */
public abstract class FranchisesContract extends NamedThingsContract<FranchiseId, Franchise> {

  @Override
  final NamedThings<FranchiseId, Franchise> things(Transaction tx) {
    return tx.franchises();
  }

  @Override
  final String kind() {
    return "franchise";
  }

  @Override
  final String list() {
    return "franchises";
  }

  @Override
  final FranchiseId id(UUID value) {
    return new FranchiseId(value);
  }

  @Override
  final Franchise thing(
      FranchiseId id, String name, @Nullable String text, Instant createdAt, Instant updatedAt) {
    return new Franchise(id, name, text, createdAt, updatedAt);
  }

  @Override
  final FranchiseId idOf(Franchise franchise) {
    return franchise.id();
  }

  @Override
  final String nameOf(Franchise franchise) {
    return franchise.name();
  }

  @Override
  final ReleaseDetails in(ReleaseDetails release, FranchiseId id) {
    return release.in(Set.of(), id);
  }
}

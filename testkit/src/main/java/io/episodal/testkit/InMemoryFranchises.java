package io.episodal.testkit;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.out.Franchises;
import java.util.UUID;
import java.util.function.Supplier;

/** Franchises as rows. */
final class InMemoryFranchises extends InMemoryNamedThings<FranchiseId, Franchise>
    implements Franchises {

  InMemoryFranchises(Supplier<Tables> tables) {
    super(tables, "franchise", "franchises");
  }

  @Override
  Table<FranchiseId, Franchise> rows(Tables tables) {
    return tables.franchises;
  }

  @Override
  FranchiseId idOf(Franchise franchise) {
    return franchise.id();
  }

  @Override
  UUID valueOf(FranchiseId id) {
    return id.value();
  }

  @Override
  String nameOf(Franchise franchise) {
    return franchise.name();
  }

  @Override
  Franchise renamed(Franchise franchise, String name) {
    return new Franchise(
        franchise.id(), name, franchise.text(), franchise.createdAt(), franchise.updatedAt());
  }

  @Override
  boolean isIn(Rows.ReleaseRow release, FranchiseId id) {
    return id.equals(release.details().franchise());
  }
}

package io.episodal.testkit;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.out.Franchises;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Franchises as rows, whose names are taken once. */
final class InMemoryFranchises implements Franchises {
  private static final Listing<Franchise, String> BY_NAME =
      new Listing<>(
          "franchises",
          Franchise::name,
          franchise -> franchise.id().value(),
          Order.BY_CODE_POINT,
          true,
          text -> text);

  private final Supplier<Tables> tables;

  InMemoryFranchises(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void add(Franchise franchise) {
    requireFreeName(franchise);
    tables.get().franchises.put(franchise.id(), franchise);
  }

  @Override
  public void replace(Franchise franchise) {
    requireFreeName(franchise);
    tables.get().franchises.update(franchise.id(), present -> franchise);
  }

  @Override
  public void remove(FranchiseId id) {
    if (releasesIn(id) > 0) {
      throw new IllegalStateException("there are releases in the franchise");
    }
    tables.get().franchises.remove(id);
  }

  @Override
  public Optional<Franchise> find(FranchiseId id) {
    return tables.get().franchises.find(id);
  }

  @Override
  public Optional<Franchise> findForUpdate(FranchiseId id) {
    return find(id);
  }

  @Override
  public Set<FranchiseId> unknown(Collection<FranchiseId> ids) {
    var from = tables.get();
    return ids.stream()
        .filter(id -> !from.franchises.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long releasesIn(FranchiseId id) {
    return InMemoryReleases.live(tables.get())
        .filter(row -> id.equals(row.details().franchise()))
        .count();
  }

  @Override
  public Page<Franchise> page(PageRequest request) {
    return BY_NAME.page(tables.get().franchises.stream(), request);
  }

  @Override
  public Map<String, FranchiseId> byName(Collection<String> names) {
    return tables.get().franchises.stream()
        .filter(franchise -> names.contains(franchise.name()))
        .collect(Collectors.toMap(Franchise::name, Franchise::id));
  }

  private void requireFreeName(Franchise franchise) {
    var taken =
        tables.get().franchises.stream()
            .anyMatch(other ->
                other.name().equals(franchise.name()) && !other.id().equals(franchise.id()));
    if (taken) {
      throw DomainException.conflict("a franchise named " + franchise.name() + " exists already");
    }
  }
}

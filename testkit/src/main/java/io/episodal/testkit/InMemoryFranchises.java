package io.episodal.testkit;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.out.Franchises;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
  public void add(List<Franchise> franchises) {
    for (var franchise : franchises) {
      requireFreeName(franchise);
      tables.get().franchises.put(franchise.id(), franchise);
    }
  }

  @Override
  public void replace(List<Franchise> franchises) {
    for (var franchise : franchises) {
      requireFreeName(franchise);
      tables.get().franchises.update(franchise.id(), present -> franchise);
    }
  }

  @Override
  public void freeNames(Collection<FranchiseId> ids) {
    ids.forEach(id -> tables.get().franchises.update(id, franchise -> nameless(franchise)));
  }

  private static Franchise nameless(Franchise franchise) {
    return new Franchise(
        franchise.id(),
        franchise.id().value().toString(),
        franchise.text(),
        franchise.createdAt(),
        franchise.updatedAt());
  }

  @Override
  public void remove(Collection<FranchiseId> ids) {
    if (!releasesIn(ids).isEmpty()) {
      throw new IllegalStateException("there are releases in the franchise");
    }
    ids.forEach(id -> tables.get().franchises.remove(id));
  }

  @Override
  public Optional<Franchise> find(FranchiseId id) {
    return tables.get().franchises.find(id);
  }

  @Override
  public List<Franchise> findForUpdate(Collection<FranchiseId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(franchise -> franchise.id().value(), Order.BY_ID))
        .toList();
  }

  @Override
  public Set<FranchiseId> unknown(Collection<FranchiseId> ids) {
    var from = tables.get();
    return ids.stream()
        .filter(id -> !from.franchises.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<FranchiseId, Long> releasesIn(Collection<FranchiseId> ids) {
    return ids.stream()
        .distinct()
        .filter(id -> releasesIn(id) > 0)
        .collect(Collectors.toMap(id -> id, this::releasesIn));
  }

  private long releasesIn(FranchiseId id) {
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

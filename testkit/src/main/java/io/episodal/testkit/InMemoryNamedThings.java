package io.episodal.testkit;

import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Things of one kind as rows, whose names are taken once. */
abstract class InMemoryNamedThings<I, T> implements NamedThings<I, T> {
  private final Supplier<Tables> tables;
  private final String kind;
  private final Listing<T, String> byName;

  /**
   * @param kind what one is called
   * @param list what their list is called
   */
  InMemoryNamedThings(Supplier<Tables> tables, String kind, String list) {
    this.tables = tables;
    this.kind = kind;
    byName =
        new Listing<>(
            list,
            this::nameOf,
            thing -> valueOf(idOf(thing)),
            Order.BY_CODE_POINT,
            true,
            text -> text);
  }

  abstract Table<I, T> rows(Tables tables);

  abstract I idOf(T thing);

  abstract UUID valueOf(I id);

  abstract String nameOf(T thing);

  abstract T renamed(T thing, String name);

  abstract boolean isIn(Rows.ReleaseRow release, I id);

  @Override
  public final void add(List<T> things) {
    for (var thing : things) {
      requireFreeName(thing);
      rows().put(idOf(thing), thing);
    }
  }

  @Override
  public final void replace(List<T> things) {
    for (var thing : things) {
      requireFreeName(thing);
      rows().update(idOf(thing), present -> thing);
    }
  }

  @Override
  public final void freeNames(Collection<I> ids) {
    ids.forEach(id -> rows().update(id, thing -> renamed(thing, valueOf(id).toString())));
  }

  @Override
  public final void remove(Collection<I> ids) {
    if (!releasesIn(ids).isEmpty()) {
      throw new IllegalStateException("there are releases in the " + kind);
    }
    ids.forEach(rows()::remove);
  }

  @Override
  public final Optional<T> find(I id) {
    return rows().find(id);
  }

  @Override
  public final List<T> findForUpdate(Collection<I> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(thing -> valueOf(idOf(thing)), Order.BY_ID))
        .toList();
  }

  @Override
  public final Set<I> unknown(Collection<I> ids) {
    return ids.stream().filter(id -> !rows().contains(id)).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public final Map<I, Long> releasesIn(Collection<I> ids) {
    return ids.stream()
        .distinct()
        .filter(id -> releasesIn(id) > 0)
        .collect(Collectors.toMap(id -> id, this::releasesIn));
  }

  private long releasesIn(I id) {
    return InMemoryReleases.live(tables.get()).filter(release -> isIn(release, id)).count();
  }

  @Override
  public final Page<T> page(PageRequest request) {
    return byName.page(rows().stream(), request);
  }

  @Override
  public final Map<String, I> byName(Collection<String> names) {
    return rows().stream()
        .filter(thing -> names.contains(nameOf(thing)))
        .collect(Collectors.toMap(this::nameOf, this::idOf));
  }

  private Table<I, T> rows() {
    return rows(tables.get());
  }

  private void requireFreeName(T thing) {
    var name = nameOf(thing);
    var taken =
        rows().stream()
            .anyMatch(other -> nameOf(other).equals(name) && !idOf(other).equals(idOf(thing)));
    if (taken) {
      throw DomainException.conflict("a " + kind + " named " + name + " exists already");
    }
  }
}

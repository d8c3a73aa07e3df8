package io.episodal.testkit;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.port.out.Genres;
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

/** Genres as rows, whose names are taken once. */
final class InMemoryGenres implements Genres {
  private static final Listing<Genre, String> BY_NAME =
      new Listing<>(
          "genres",
          Genre::name,
          genre -> genre.id().value(),
          Order.BY_CODE_POINT,
          true,
          text -> text);

  private final Supplier<Tables> tables;

  InMemoryGenres(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void add(List<Genre> genres) {
    for (var genre : genres) {
      requireFreeName(genre);
      tables.get().genres.put(genre.id(), genre);
    }
  }

  @Override
  public void replace(List<Genre> genres) {
    for (var genre : genres) {
      requireFreeName(genre);
      tables.get().genres.update(genre.id(), present -> genre);
    }
  }

  @Override
  public void freeNames(Collection<GenreId> ids) {
    ids.forEach(id -> tables.get().genres.update(id, genre -> nameless(genre)));
  }

  private static Genre nameless(Genre genre) {
    return new Genre(
        genre.id(),
        genre.id().value().toString(),
        genre.text(),
        genre.createdAt(),
        genre.updatedAt());
  }

  @Override
  public void remove(Collection<GenreId> ids) {
    if (!releasesIn(ids).isEmpty()) {
      throw new IllegalStateException("there are releases in the genre");
    }
    ids.forEach(id -> tables.get().genres.remove(id));
  }

  @Override
  public Optional<Genre> find(GenreId id) {
    return tables.get().genres.find(id);
  }

  @Override
  public List<Genre> findForUpdate(Collection<GenreId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(genre -> genre.id().value(), Order.BY_ID))
        .toList();
  }

  @Override
  public Set<GenreId> unknown(Collection<GenreId> ids) {
    var from = tables.get();
    return ids.stream()
        .filter(id -> !from.genres.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<GenreId, Long> releasesIn(Collection<GenreId> ids) {
    return ids.stream()
        .distinct()
        .filter(id -> releasesIn(id) > 0)
        .collect(Collectors.toMap(id -> id, this::releasesIn));
  }

  private long releasesIn(GenreId id) {
    return InMemoryReleases.live(tables.get())
        .filter(row -> row.details().genres().contains(id))
        .count();
  }

  @Override
  public Page<Genre> page(PageRequest request) {
    return BY_NAME.page(tables.get().genres.stream(), request);
  }

  @Override
  public Map<String, GenreId> byName(Collection<String> names) {
    return tables.get().genres.stream()
        .filter(genre -> names.contains(genre.name()))
        .collect(Collectors.toMap(Genre::name, Genre::id));
  }

  private void requireFreeName(Genre genre) {
    var taken =
        tables.get().genres.stream()
            .anyMatch(other -> other.name().equals(genre.name()) && !other.id().equals(genre.id()));
    if (taken) {
      throw DomainException.conflict("a genre named " + genre.name() + " exists already");
    }
  }
}

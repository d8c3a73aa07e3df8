package io.episodal.testkit;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.port.out.Genres;
import java.util.UUID;
import java.util.function.Supplier;

/** Genres as rows. */
final class InMemoryGenres extends InMemoryNamedThings<GenreId, Genre> implements Genres {

  InMemoryGenres(Supplier<Tables> tables) {
    super(tables, "genre", "genres");
  }

  @Override
  Table<GenreId, Genre> rows(Tables tables) {
    return tables.genres;
  }

  @Override
  GenreId idOf(Genre genre) {
    return genre.id();
  }

  @Override
  UUID valueOf(GenreId id) {
    return id.value();
  }

  @Override
  String nameOf(Genre genre) {
    return genre.name();
  }

  @Override
  Genre renamed(Genre genre, String name) {
    return new Genre(genre.id(), name, genre.text(), genre.createdAt(), genre.updatedAt());
  }

  @Override
  boolean isIn(Rows.ReleaseRow release, GenreId id) {
    return release.details().genres().contains(id);
  }
}

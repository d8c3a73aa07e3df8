package io.episodal.testkit;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Genres and their names. */
public abstract class GenresContract extends NamedThingsContract<GenreId, Genre> {

  @Override
  final NamedThings<GenreId, Genre> things(Transaction tx) {
    return tx.genres();
  }

  @Override
  final String kind() {
    return "genre";
  }

  @Override
  final String list() {
    return "genres";
  }

  @Override
  final GenreId id(UUID value) {
    return new GenreId(value);
  }

  @Override
  final Genre thing(
      GenreId id, String name, @Nullable String text, Instant createdAt, Instant updatedAt) {
    return new Genre(id, name, text, createdAt, updatedAt);
  }

  @Override
  final GenreId idOf(Genre genre) {
    return genre.id();
  }

  @Override
  final String nameOf(Genre genre) {
    return genre.name();
  }

  @Override
  final ReleaseDetails in(ReleaseDetails release, GenreId id) {
    return release.in(Set.of(id), null);
  }
}

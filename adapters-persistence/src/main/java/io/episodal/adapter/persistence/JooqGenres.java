package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;

import io.episodal.adapter.persistence.schema.tables.records.GenresRecord;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.port.out.Genres;
import java.util.UUID;
import org.jooq.DSLContext;

/** Genres. */
final class JooqGenres extends JooqNamedThings<GenreId, Genre, GenresRecord> implements Genres {

  JooqGenres(DSLContext db) {
    super(db, "genre", GENRES, RELEASE_GENRES.GENRE_ID);
  }

  @Override
  GenreId idOf(UUID value) {
    return new GenreId(value);
  }

  @Override
  UUID valueOf(GenreId id) {
    return id.value();
  }

  @Override
  GenresRecord toRecord(Genre genre) {
    return new GenresRecord(
        genre.id().value(), genre.name(), genre.text(), genre.createdAt(), genre.updatedAt());
  }

  @Override
  Genre toThing(GenresRecord row) {
    return new Genre(
        new GenreId(row.getId()),
        row.getName(),
        row.getDescription(),
        row.getCreatedAt(),
        row.getUpdatedAt());
  }
}

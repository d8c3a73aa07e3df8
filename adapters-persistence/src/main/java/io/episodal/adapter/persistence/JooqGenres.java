package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.episodal.adapter.persistence.schema.tables.records.GenresRecord;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.port.out.Genres;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** Genres. */
final class JooqGenres implements Genres {
  private static final String LIST = "genres";

  private final DSLContext db;

  JooqGenres(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(Genre genre) {
    orTaken(genre, () -> db.insertInto(GENRES).set(toRecord(genre)).execute());
  }

  @Override
  public void replace(Genre genre) {
    orTaken(
        genre,
        () ->
            db.update(GENRES)
                .set(toRecord(genre))
                .where(GENRES.ID.eq(genre.id().value()))
                .execute());
  }

  @Override
  public void remove(GenreId id) {
    db.deleteFrom(GENRES).where(GENRES.ID.eq(id.value())).execute();
  }

  @Override
  public Optional<Genre> find(GenreId id) {
    return db.selectFrom(GENRES).where(GENRES.ID.eq(id.value())).fetchOptional(JooqGenres::toGenre);
  }

  @Override
  public Optional<Genre> findForUpdate(GenreId id) {
    return db.selectFrom(GENRES)
        .where(GENRES.ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(JooqGenres::toGenre);
  }

  @Override
  public Set<GenreId> unknown(Collection<GenreId> ids) {
    var unknown = new HashSet<>(ids);
    if (!ids.isEmpty()) {
      db.select(GENRES.ID)
          .from(GENRES)
          .where(GENRES.ID.in(ids.stream().map(GenreId::value).toList()))
          .orderBy(GENRES.ID)
          .forKeyShare()
          .forEach(known -> unknown.remove(new GenreId(known.value1())));
    }
    return unknown;
  }

  @Override
  public long releasesIn(GenreId id) {
    return db.selectCount()
        .from(RELEASE_GENRES)
        .where(RELEASE_GENRES.GENRE_ID.eq(id.value()))
        .fetchSingle()
        .value1();
  }

  @Override
  public Page<Genre> page(PageRequest request) {
    var after =
        request
            .after()
            .map(cursor -> new Keyset(cursor, LIST, 2))
            .map(key -> row(GENRES.NAME, GENRES.ID).gt(key.text(0), key.id(1)))
            .orElse(noCondition());
    var rows =
        db.selectFrom(GENRES)
            .where(after)
            .orderBy(GENRES.NAME, GENRES.ID)
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch(JooqGenres::toGenre);
    return Page.of(
        request,
        rows,
        db.fetchCount(GENRES),
        last -> Cursor.after(LIST, last.name(), last.id().value()));
  }

  @Override
  public Map<String, GenreId> byName(Collection<String> names) {
    return db.select(GENRES.NAME, GENRES.ID)
        .from(GENRES)
        .where(GENRES.NAME.in(names))
        .fetchMap(GENRES.NAME, found -> new GenreId(found.get(GENRES.ID)));
  }

  private static void orTaken(Genre genre, Runnable statement) {
    SqlErrors.orConflict(
        "genres_name_unique",
        key -> "a genre named " + genre.name() + " exists already",
        statement);
  }

  private static GenresRecord toRecord(Genre genre) {
    return new GenresRecord(
        genre.id().value(), genre.name(), genre.text(), genre.createdAt(), genre.updatedAt());
  }

  private static Genre toGenre(GenresRecord row) {
    return new Genre(
        new GenreId(row.getId()),
        row.getName(),
        row.getDescription(),
        row.getCreatedAt(),
        row.getUpdatedAt());
  }
}

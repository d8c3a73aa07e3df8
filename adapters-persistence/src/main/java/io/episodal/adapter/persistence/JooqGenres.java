package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
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
import java.util.List;
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
  public void add(List<Genre> genres) {
    orTaken(genres, () -> RowSets.insert(db, GENRES, records(genres)));
  }

  @Override
  public void replace(List<Genre> genres) {
    orTaken(genres, () -> RowSets.update(db, GENRES, records(genres)));
  }

  @Override
  public void freeNames(Collection<GenreId> ids) {
    if (!ids.isEmpty()) {
      db.update(GENRES)
          .set(GENRES.NAME, GENRES.ID.cast(String.class))
          .where(GENRES.ID.eq(SqlArrays.anyOf(ids, GenreId::value)))
          .execute();
    }
  }

  @Override
  public void remove(Collection<GenreId> ids) {
    if (!ids.isEmpty()) {
      db.deleteFrom(GENRES).where(GENRES.ID.eq(SqlArrays.anyOf(ids, GenreId::value))).execute();
    }
  }

  @Override
  public Optional<Genre> find(GenreId id) {
    return db.selectFrom(GENRES).where(GENRES.ID.eq(id.value())).fetchOptional(JooqGenres::toGenre);
  }

  @Override
  public List<Genre> findForUpdate(Collection<GenreId> ids) {
    return ids.isEmpty()
        ? List.of()
        : db.selectFrom(GENRES)
            .where(GENRES.ID.eq(SqlArrays.anyOf(ids, GenreId::value)))
            .orderBy(GENRES.ID)
            .forUpdate()
            .fetch(JooqGenres::toGenre);
  }

  @Override
  public Set<GenreId> unknown(Collection<GenreId> ids) {
    var unknown = new HashSet<>(ids);
    if (!ids.isEmpty()) {
      db.select(GENRES.ID)
          .from(GENRES)
          .where(GENRES.ID.eq(SqlArrays.anyOf(ids, GenreId::value)))
          .orderBy(GENRES.ID)
          .forKeyShare()
          .forEach(known -> unknown.remove(new GenreId(known.value1())));
    }
    return unknown;
  }

  @Override
  public Map<GenreId, Long> releasesIn(Collection<GenreId> ids) {
    return db.select(RELEASE_GENRES.GENRE_ID, count())
        .from(RELEASE_GENRES)
        .where(RELEASE_GENRES.GENRE_ID.eq(SqlArrays.anyOf(ids, GenreId::value)))
        .groupBy(RELEASE_GENRES.GENRE_ID)
        .fetchMap(row -> new GenreId(row.value1()), row -> row.value2().longValue());
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
        .where(GENRES.NAME.eq(any(SqlArrays.texts(names, name -> name))))
        .fetchMap(GENRES.NAME, found -> new GenreId(found.get(GENRES.ID)));
  }

  private static void orTaken(List<Genre> genres, Runnable statement) {
    SqlErrors.orConflict(
        "genres_name_unique",
        key -> "a genre named " + nameOf(key, genres) + " exists already",
        statement);
  }

  /** The whole of a name of which {@code key} is the end. */
  private static String nameOf(String key, List<Genre> genres) {
    return genres.stream()
        .map(Genre::name)
        .filter(name -> name.endsWith(key))
        .findFirst()
        .orElse(key);
  }

  private static List<GenresRecord> records(List<Genre> genres) {
    return genres.stream().map(JooqGenres::toRecord).toList();
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

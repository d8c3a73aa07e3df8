package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.FranchiseReference;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.GenreReference;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;

/** Reads releases with their genres, franchise and rating. */
final class SelectReleases {
  private static final Field<Result<Record2<UUID, String>>> GENRES_OF_RELEASE =
      multiset(
              select(GENRES.ID, GENRES.NAME)
                  .from(RELEASE_GENRES)
                  .join(GENRES)
                  .on(GENRES.ID.eq(RELEASE_GENRES.GENRE_ID))
                  .where(RELEASE_GENRES.RELEASE_ID.eq(RELEASES.ID))
                  .orderBy(GENRES.NAME))
          .as("genres_of_release");
  private static final List<SelectFieldOrAsterisk> SHOWN =
      Stream.<SelectFieldOrAsterisk>concat(
              Stream.of(RELEASES.fields()).filter(field -> !field.equals(RELEASES.SEARCH_TERMS)),
              Stream.of(
                  FRANCHISES.NAME,
                  RELEASE_SCORES.VOTES,
                  RELEASE_SCORES.RATING_SUM,
                  GENRES_OF_RELEASE))
          .toList();

  private final DSLContext db;

  SelectReleases(DSLContext db) {
    this.db = db;
  }

  Optional<Release> find(ReleaseId id) {
    return db.select(SHOWN)
        .from(RELEASES)
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(RELEASES.ID))
        .leftJoin(FRANCHISES)
        .on(FRANCHISES.ID.eq(RELEASES.FRANCHISE_ID))
        .where(RELEASES.ID.eq(id.value()), RELEASES.DELETED_AT.isNull())
        .fetchOptional(SelectReleases::toRelease);
  }

  /** The releases of a selection of keys, in its order. */
  Result<Record> shown(Table<?> keys, Field<UUID> id, Field<?> major, List<OrderField<?>> by) {
    return db.select(SHOWN)
        .select(id, major)
        .from(keys)
        .join(RELEASES)
        .on(RELEASES.ID.eq(id))
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(id))
        .leftJoin(FRANCHISES)
        .on(FRANCHISES.ID.eq(RELEASES.FRANCHISE_ID))
        .orderBy(by)
        .fetch();
  }

  static Release toRelease(Record row) {
    var genres =
        row.get(GENRES_OF_RELEASE)
            .map(genre -> new GenreReference(new GenreId(genre.value1()), genre.value2()));
    var release = row.into(RELEASES);
    var votes = row.get(RELEASE_SCORES.VOTES);
    return new Release(
        new ReleaseId(release.getId()),
        JooqReleases.details(
            release, genres.stream().map(GenreReference::id).collect(Collectors.toSet())),
        genres,
        release.getFranchiseId() == null
            ? null
            : new FranchiseReference(
                new FranchiseId(release.getFranchiseId()), row.get(FRANCHISES.NAME)),
        votes == 0 ? null : (double) row.get(RELEASE_SCORES.RATING_SUM) / votes,
        release.getCreatedAt(),
        release.getUpdatedAt());
  }
}

package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.shared.Cursor;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;

/**
 * An order of releases, as an index of one table has it: first by {@code major}, then by id.
 *
 * @param table has a row for each release
 * @param live leaves out its other rows
 * @param major what {@code ascending} is said of, as of the ids
 */
record ReleaseOrder(
    Sort sort, Table<?> table, Condition live, Field<UUID> id, Field<?> major, boolean ascending) {

  static ReleaseOrder of(Sort sort) {
    return switch (sort) {
      case NEWEST -> releases(sort, RELEASES.ID, false);
      case TITLE -> releases(sort, RELEASES.SORT_TITLE, true);
      case POPULARITY ->
          new ReleaseOrder(
              sort,
              RELEASE_SCORES,
              noCondition(),
              RELEASE_SCORES.RELEASE_ID,
              RELEASE_SCORES.POPULARITY,
              false);
      case TRENDING ->
          new ReleaseOrder(
              sort,
              RELEASE_SCORES,
              noCondition(),
              RELEASE_SCORES.RELEASE_ID,
              RELEASE_SCORES.TRENDING,
              false);
    };
  }

  private static ReleaseOrder releases(Sort sort, Field<?> major, boolean ascending) {
    return new ReleaseOrder(
        sort, RELEASES, RELEASES.DELETED_AT.isNull(), RELEASES.ID, major, ascending);
  }

  List<OrderField<?>> by() {
    return by(major, id);
  }

  /** The same order of columns that were selected from this table. */
  List<OrderField<?>> by(Field<?> selectedMajor, Field<UUID> selectedId) {
    return ascending
        ? List.of(selectedMajor.asc(), selectedId.asc())
        : List.of(selectedMajor.desc(), selectedId.desc());
  }

  Condition after(Cursor cursor) {
    return switch (sort) {
      case NEWEST -> RELEASES.ID.lt(new Keyset(cursor, list(), 1).id(0));
      case TITLE -> {
        var key = new Keyset(cursor, list(), 2);
        yield row(RELEASES.SORT_TITLE, RELEASES.ID).gt(key.text(0), key.id(1));
      }
      case POPULARITY -> {
        var key = new Keyset(cursor, list(), 2);
        yield row(RELEASE_SCORES.POPULARITY, RELEASE_SCORES.RELEASE_ID)
            .lt(key.decimal(0), key.id(1));
      }
      case TRENDING -> {
        var key = new Keyset(cursor, list(), 2);
        yield row(RELEASE_SCORES.TRENDING, RELEASE_SCORES.RELEASE_ID).lt(key.decimal(0), key.id(1));
      }
    };
  }

  Cursor cursorAfter(Record last, Field<?> selectedMajor, Field<UUID> selectedId) {
    return sort == Sort.NEWEST
        ? Cursor.after(list(), last.get(selectedId))
        : Cursor.after(list(), last.get(selectedMajor), last.get(selectedId));
  }

  private String list() {
    return "releases:" + sort.code();
  }
}

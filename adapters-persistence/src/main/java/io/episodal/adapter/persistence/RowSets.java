package io.episodal.adapter.persistence;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Writes many rows with one statement and one bound value, whatever their number: the rows travel
 * as JSON, which PostgreSQL turns into rows of the table.
 */
final class RowSets {
  private static final String INSERT =
      "insert into {0} select * from jsonb_populate_recordset(null::{0}, {1})";

  private RowSets() {}

  /** Inserts rows in their order. */
  static void insert(DSLContext db, Table<?> table, List<? extends Record> rows) {
    if (!rows.isEmpty()) {
      db.execute(INSERT, table, DSL.val(JsonColumns.ofRows(rows)));
    }
  }

  /** Replaces all columns but some of the rows that have the same ids. */
  static void update(DSLContext db, Table<?> table, List<? extends Record> rows, Field<?>... kept) {
    if (!rows.isEmpty()) {
      var assignments =
          Arrays.stream(table.fields())
              .filter(field -> !Set.of(kept).contains(field))
              .map(field -> field.getName() + " = changed." + field.getName())
              .collect(Collectors.joining(", "));
      db.execute(
          "update {0} present set "
              + assignments
              + " from jsonb_populate_recordset(null::{0}, {1}) changed"
              + " where present.id = changed.id",
          table,
          DSL.val(JsonColumns.ofRows(rows)));
    }
  }
}

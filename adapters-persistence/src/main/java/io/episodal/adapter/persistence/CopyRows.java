package io.episodal.adapter.persistence;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.postgresql.PGConnection;

/** Sends rows into a table by {@code COPY .. FROM STDIN}, in PostgreSQL's binary format. */
final class CopyRows {
  private final DSLContext db;

  CopyRows(DSLContext db) {
    this.db = db;
  }

  /** The values of a record; jOOQ's own {@code intoArray} looks for a mapper each time. */
  static Object[] values(Record row) {
    var values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  /** Adds rows, each with a value for every column; the other columns get their defaults. */
  void into(Table<?> table, Collection<? extends Field<?>> columns, Stream<Object[]> rows) {
    var names =
        columns.stream()
            .map(Field::getUnqualifiedName)
            .map(db::render)
            .collect(Collectors.joining(", "));
    var sql = "copy %s (%s) from stdin (format binary)".formatted(db.render(table), names);
    db.connection(connection -> {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        var writer = new BinaryRows(copy::writeToCopy);
        for (var row : (Iterable<Object[]>) rows::iterator) {
          writer.write(row);
        }
        writer.finish();
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    });
  }
}

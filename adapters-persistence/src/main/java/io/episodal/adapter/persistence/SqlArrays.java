package io.episodal.adapter.persistence;

import io.episodal.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.QuantifiedSelect;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Columns of a set of rows, as arrays to be bound to one statement and unnested there. */
final class SqlArrays {
  private SqlArrays() {}

  static <T> Field<UUID[]> ids(Collection<T> rows, Function<? super T, UUID> column) {
    return DSL.val(rows.stream().map(column).toArray(UUID[]::new), SQLDataType.UUID.array());
  }

  /** For {@code = any (...)}: one array to bind, however many rows there are. */
  static <T> QuantifiedSelect<Record1<UUID>> anyOf(
      Collection<T> rows, Function<? super T, UUID> id) {
    return DSL.any(ids(rows, id));
  }

  static QuantifiedSelect<Record1<UUID>> anyOf(Collection<UUID> ids) {
    return anyOf(ids, id -> id);
  }

  static <T> Field<String[]> texts(Collection<T> rows, Function<? super T, String> column) {
    return DSL.val(rows.stream().map(column).toArray(String[]::new), SQLDataType.CLOB.array());
  }

  static <T> Field<Short[]> lanes(Collection<T> rows, Function<? super T, UserId> column) {
    return DSL.val(
        rows.stream().map(row -> (short) column.apply(row).lane()).toArray(Short[]::new),
        SQLDataType.SMALLINT.array());
  }

  static <T> Field<Integer[]> numbers(Collection<T> rows, Function<? super T, Integer> column) {
    return DSL.val(rows.stream().map(column).toArray(Integer[]::new), SQLDataType.INTEGER.array());
  }

  static <T> Field<Double[]> decimals(Collection<T> rows, Function<? super T, Double> column) {
    return DSL.val(rows.stream().map(column).toArray(Double[]::new), SQLDataType.DOUBLE.array());
  }

  static <T> Field<Boolean[]> flags(Collection<T> rows, Function<? super T, Boolean> column) {
    return DSL.val(rows.stream().map(column).toArray(Boolean[]::new), SQLDataType.BOOLEAN.array());
  }

  static <T> Field<Instant[]> instants(Collection<T> rows, Function<? super T, Instant> column) {
    return DSL.val(rows.stream().map(column).toArray(Instant[]::new), SQLDataType.INSTANT.array());
  }
}

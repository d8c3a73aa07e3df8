package io.episodal.adapter.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a set of rows for one statement that unnests them, sent in binary form, which jOOQ
 * does not do with bytes. Not thread-safe.
 *
 * @param <T> what the rows are made of
 */
final class ColumnSet<T> {
  private final Collection<T> rows;
  private final List<Column> columns = new ArrayList<>();

  private ColumnSet(Collection<T> rows) {
    this.rows = rows;
  }

  static <T> ColumnSet<T> of(Collection<T> rows) {
    return new ColumnSet<>(rows);
  }

  ColumnSet<T> ids(Function<T, UUID> value) {
    return with("uuid", value);
  }

  ColumnSet<T> numbers(Function<T, Long> value) {
    return with("int8", value);
  }

  ColumnSet<T> decimals(Function<T, Double> value) {
    return with("float8", value);
  }

  ColumnSet<T> texts(Function<T, String> value) {
    return with("text", value);
  }

  ColumnSet<T> bytes(Function<T, byte[]> value) {
    columns.add(new Column("bytea", rows.stream().map(value).toArray(byte[][]::new)));
    return this;
  }

  /** Answers how many rows the statement changed; without rows it is not sent. */
  int update(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (var statement = bound(connection, sql)) {
      return statement.executeUpdate();
    }
  }

  /** Hands each row of the answer on; without rows the statement is not sent. */
  void query(Connection connection, String sql, RowReader reader) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = bound(connection, sql);
        var answer = statement.executeQuery()) {
      while (answer.next()) {
        reader.read(answer);
      }
    }
  }

  private ColumnSet<T> with(String type, Function<T, ?> value) {
    columns.add(new Column(type, rows.stream().<@Nullable Object>map(value).toArray()));
    return this;
  }

  private PreparedStatement bound(Connection connection, String sql) throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, columns.get(i).on(connection));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Reads one row of an answer. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private record Column(String type, @SuppressWarnings("ArrayRecordComponent") Object[] values) {
    Array on(Connection connection) throws SQLException {
      return connection.createArrayOf(type, values);
    }
  }
}

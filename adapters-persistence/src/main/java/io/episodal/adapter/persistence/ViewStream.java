package io.episodal.adapter.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Reads views release by release, of a release viewer by viewer, of a viewer item by item, and of
 * an item in the order of time; a part at a time, however many there are.
 */
final class ViewStream {
  private static final int AT_ONCE = 5_000;

  private static final String VIEWS =
      """
      select v.release_id, v.episode_id, v.viewer, v.signed_in,
        floor(date_part('epoch', v.viewed_at) / 3600)::bigint, v.watched_seconds, v.completion,
        v.engaged, v.flag, v.transaction_id >= ?
      """;

  private static final String IN_ORDER =
      " order by v.release_id, v.viewer, v.episode_id, v.viewed_at";

  /** All views of the days of releases in which there are new ones. */
  private static final String TOUCHED =
      """
      with touched as (
        select distinct release_id, floor(date_part('epoch', viewed_at) / 86400) as day
        from episodal.view_events
        where transaction_id >= ? and transaction_id < ?
          and viewed_at >= to_timestamp(? * 3600) and viewed_at < to_timestamp(? * 3600)
      )
      """
          + VIEWS
          + """
          from touched t
          join episodal.view_events v on v.release_id = t.release_id
            and v.viewed_at >= to_timestamp(t.day * 86400)
            and v.viewed_at < to_timestamp(t.day * 86400 + 86400)
          where v.transaction_id < ?
            and v.viewed_at >= to_timestamp(? * 3600) and v.viewed_at < to_timestamp(? * 3600)
          """
          + IN_ORDER;

  private static final String COUNTED =
      VIEWS
          + """
          from episodal.view_events v
          where v.transaction_id < ?
            and v.viewed_at >= to_timestamp(? * 3600) and v.viewed_at < to_timestamp(? * 3600)
          """
          + IN_ORDER;

  private final Connection connection;

  ViewStream(Connection connection) {
    this.connection = connection;
  }

  /**
   * The views of a stretch of hours that were written by transactions from one on, as fresh, and
   * below another, and all those before them that lie on the same days.
   */
  void ofTouchedDays(long from, long below, HourRange hours, Reader reader) throws SQLException {
    try (var statement = connection.prepareStatement(TOUCHED)) {
      set(
          statement,
          from,
          below,
          hours.first(),
          hours.end(),
          from,
          below,
          hours.first(),
          hours.end());
      read(statement, reader);
    }
  }

  /** The views of a stretch of hours that were written by transactions below one, all as fresh. */
  void ofHours(long below, HourRange hours, Reader reader) throws SQLException {
    try (var statement = connection.prepareStatement(COUNTED)) {
      set(statement, 0, below, hours.first(), hours.end());
      read(statement, reader);
    }
  }

  private static void set(PreparedStatement statement, long... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 1, values[i]);
    }
  }

  /** Numbers and ids come in binary form even the first time, which the driver doubts. */
  private static void read(PreparedStatement statement, Reader reader) throws SQLException {
    statement.setFetchSize(AT_ONCE);
    statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(ViewRow.read(rows));
      }
    }
  }

  /** Is handed each view in turn. */
  interface Reader {
    void read(ViewRow view) throws SQLException;
  }
}

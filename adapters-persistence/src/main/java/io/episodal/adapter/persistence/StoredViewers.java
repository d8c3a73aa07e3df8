package io.episodal.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The tables whose rows, of a release and a part of its views, hold a set of viewers. */
enum StoredViewers {
  /** By UTC day. */
  DAYS("view_days", "day", "date"),
  /** By window. */
  WINDOWS("release_stats", "stat_window", "text");

  private final String read;
  private final String write;

  StoredViewers(String table, String part, String type) {
    read =
        """
        select k.place, s.viewers
        from unnest(?, ?) with ordinality as k (release_id, part, place)
        join episodal.%s s on s.release_id = k.release_id and s.%s = k.part::%s
        """
            .formatted(table, part, type);
    write =
        """
        update episodal.%s s
        set viewers = k.viewers, unique_viewers = k.size
        from unnest(?, ?, ?, ?) as k (release_id, part, viewers, size)
        where s.release_id = k.release_id and s.%s = k.part::%s
        """
            .formatted(table, part, type);
  }

  /** Adds viewers to the sets of rows; there is nothing to do where all of them are known. */
  void add(Connection connection, List<Row> more) throws SQLException {
    var changed = new ArrayList<Row>();
    keys(more)
        .query(
            connection,
            read,
            stored -> {
              var row = more.get(stored.getInt(1) - 1);
              var before = stored.getBytes(2);
              var viewers = ViewerSet.of(before);
              viewers.addAll(row.viewers);
              if (!Arrays.equals(before, viewers.toBytes())) {
                changed.add(new Row(row.release, row.part, viewers));
              }
            });
    replace(connection, changed);
  }

  void replace(Connection connection, List<Row> rows) throws SQLException {
    keys(rows)
        .bytes(row -> row.viewers.toBytes())
        .numbers(row -> row.viewers.size())
        .update(connection, write);
  }

  private static ColumnSet<Row> keys(List<Row> rows) {
    return ColumnSet.of(rows).ids(row -> row.release).texts(row -> row.part);
  }

  /** Viewers of a part of a release's views, named as the column has it. */
  record Row(UUID release, String part, ViewerSet viewers) {}
}

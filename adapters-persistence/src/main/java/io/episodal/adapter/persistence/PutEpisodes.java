package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.SmallestHashes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Adds what views change about episodes to their rows. */
final class PutEpisodes {
  private static final String READ =
      """
      select k.place, s.viewers, s.signed_in
      from unnest(?, ?) with ordinality as k (release_id, episode_id, place)
      join episodal.episode_stats s
        on s.release_id = k.release_id and s.episode_id = k.episode_id
      """;

  private static final String WRITE =
      """
      insert into episodal.episode_stats as s
        (release_id, episode_id, total_views, completions, viewers, unique_viewers, signed_in)
      select * from unnest(?, ?, ?, ?, ?, ?, ?)
      on conflict (release_id, episode_id) do update
      set total_views = s.total_views + excluded.total_views,
        completions = s.completions + excluded.completions, viewers = excluded.viewers,
        unique_viewers = excluded.unique_viewers, signed_in = excluded.signed_in
      """;

  private final Connection connection;

  PutEpisodes(Connection connection) {
    this.connection = connection;
  }

  void run(Collection<ReleaseChange> changes) throws SQLException {
    var rows = new ArrayList<Row>();
    for (var change : changes) {
      change.episodes.forEach((id, episode) -> rows.add(new Row(change.release, id, episode)));
    }
    keys(rows)
        .query(
            connection,
            READ,
            stored -> {
              var row = rows.get(stored.getInt(1) - 1);
              row.change.viewers.addAll(ViewerSet.of(stored.getBytes(2)));
              row.signedIn = row.signedIn.union(StoredHashes.of(stored.getBytes(3)));
            });
    keys(rows)
        .numbers(row -> row.change.totalViews)
        .numbers(row -> row.change.completions)
        .bytes(row -> row.change.viewers.toBytes())
        .numbers(row -> row.change.viewers.size())
        .bytes(row -> StoredHashes.toBytes(row.signedIn))
        .update(connection, WRITE);
  }

  private static ColumnSet<Row> keys(List<Row> rows) {
    return ColumnSet.of(rows).ids(row -> row.release).ids(row -> row.episode);
  }

  /** An episode with what is known of its signed-in viewers by now. Not thread-safe. */
  private static final class Row {
    private final UUID release;
    private final UUID episode;
    private final EpisodeChange change;
    private SmallestHashes signedIn;

    private Row(UUID release, UUID episode, EpisodeChange change) {
      this.release = release;
      this.episode = episode;
      this.change = change;
      this.signedIn = change.signedIn();
    }
  }
}

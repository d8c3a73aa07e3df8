package io.episodal.adapter.persistence;

import io.episodal.testkit.SettableClock;
import java.sql.SQLException;

/** Empties the one migrated database of the contract tests. */
final class FreshStore {
  private static final TestDatabase DATABASE = TestDatabase.empty();
  private static final String EMPTY =
      """
      truncate episodal.genres, episodal.franchises, episodal.releases, episodal.release_genres,
        episodal.release_scores, episodal.episodes, episodal.ratings, episodal.subscriptions,
        episodal.notification_events, episodal.inbox, episodal.digest_items, episodal.view_events,
        episodal.release_stats, episodal.viewer_salts, episodal.operations, episodal.jobs,
        episodal.accounts, episodal.refresh_tokens;
      update episodal.delivery_lanes set last_stamp = 'epoch';
      update episodal.stats_progress set counted_below = 0;
      """;

  static {
    new Migrations(DATABASE.dataSource()).migrate();
  }

  private FreshStore() {}

  static PostgresPersistence at(SettableClock clock) {
    try (var connection = DATABASE.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(EMPTY);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return PostgresPersistence.over(DATABASE.dataSource(), clock);
  }
}

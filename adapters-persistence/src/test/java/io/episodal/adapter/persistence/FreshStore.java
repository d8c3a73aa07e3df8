package io.episodal.adapter.persistence;

import io.episodal.testkit.SettableClock;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Empties the one migrated database of the contract tests. */
final class FreshStore {
  private static final TestDatabase DATABASE = TestDatabase.empty();

  /** Deleting the few rows of a test takes a tenth of the time of truncating the tables. */
  private static final String EMPTY =
      """
      delete from episodal.release_genres;
      delete from episodal.release_scores;
      delete from episodal.release_stats;
      delete from episodal.episodes;
      delete from episodal.releases;
      delete from episodal.genres;
      delete from episodal.franchises;
      delete from episodal.ratings;
      delete from episodal.subscriptions;
      delete from episodal.announced_episodes;
      delete from episodal.notification_events;
      delete from episodal.inbox;
      delete from episodal.watched;
      delete from episodal.release_takers;
      delete from episodal.related_releases;
      update episodal.watched_progress
        set transaction_id = 0, release_id = '00000000-0000-0000-0000-000000000000';
      delete from episodal.digest_items;
      delete from episodal.follower_changes;
      delete from episodal.notification_preferences;
      delete from episodal.notification_mutes;
      delete from episodal.view_events;
      delete from episodal.view_hours;
      delete from episodal.view_days;
      delete from episodal.episode_stats;
      delete from episodal.view_flags;
      delete from episodal.viewer_salts;
      delete from episodal.operations;
      delete from episodal.jobs;
      delete from episodal.accounts;
      delete from episodal.refresh_tokens;
      delete from episodal.sign_ins;
      update episodal.delivery_lanes set last_stamp = 'epoch';
      update episodal.stats_progress set counted_below = 0, windows_at = null, folded_at = null,
        events_from = null;
      """;

  static {
    new Migrations(DATABASE.dataSource()).migrate();
  }

  private FreshStore() {}

  static DataSource dataSource() {
    return DATABASE.dataSource();
  }

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

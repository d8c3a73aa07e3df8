package io.episodal.testkit;

import io.episodal.domain.analytics.Trend;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts;
import io.episodal.domain.identity.port.out.RefreshTokens;
import io.episodal.domain.job.JobId;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everything the store holds, at one moment or inside one transaction. */
final class Tables {
  private final List<Table<?, ?>> all = new ArrayList<>();

  final Table<ReleaseId, Rows.ReleaseRow> releases;
  final Table<EpisodeId, Rows.EpisodeRow> episodes;
  final Table<GenreId, Genre> genres;
  final Table<FranchiseId, Franchise> franchises;
  final Table<ReleaseId, Map<UserId, Integer>> ratings;
  final Table<Rows.Follow, Subscription> subscriptions;
  final Table<Rows.Follow, Instant> endedFollows;
  final Table<NotificationId, Rows.EventRow> events;
  final Table<UserId, List<Rows.InboxRow>> inboxes;
  final Table<UserId, List<Rows.Waiting>> waiting;
  final Table<UserId, Rows.PreferencesRow> preferences;
  final Table<Integer, Instant> laneStamps;
  final Table<Rows.ViewKey, ViewEvent> views;
  final Table<LocalDate, byte[]> salts;
  final Table<ReleaseId, Map<Window, Rows.Tally>> tallies;
  final Table<ReleaseId, Double> scores;
  final Table<ReleaseId, Map<Trend, Double>> trends;

  /** Releases with views that are not counted yet. */
  final Table<ReleaseId, ReleaseId> uncounted;

  /** When counts were last refreshed; one row at most. */
  final Table<Boolean, Instant> counted;

  final Table<OperationId, Rows.OperationRow> operations;
  final Table<JobId, Rows.JobRow> jobs;
  final Table<UserId, Accounts.Credentials> accounts;
  final Table<UUID, Rows.SignInRow> signIns;
  final Table<String, RefreshTokens.RefreshToken> refreshTokens;

  Tables() {
    releases = kept(Table.empty());
    episodes = kept(Table.empty());
    genres = kept(Table.empty());
    franchises = kept(Table.empty());
    ratings = kept(Table.empty());
    subscriptions = kept(Table.empty());
    endedFollows = kept(Table.empty());
    events = kept(Table.empty());
    inboxes = kept(Table.empty());
    waiting = kept(Table.empty());
    preferences = kept(Table.empty());
    laneStamps = kept(Table.empty());
    views = kept(Table.empty());
    salts = kept(Table.empty());
    tallies = kept(Table.empty());
    scores = kept(Table.empty());
    trends = kept(Table.empty());
    uncounted = kept(Table.empty());
    counted = kept(Table.empty());
    operations = kept(Table.empty());
    jobs = kept(Table.empty());
    accounts = kept(Table.empty());
    signIns = kept(Table.empty());
    refreshTokens = kept(Table.empty());
  }

  private Tables(Tables from) {
    releases = kept(from.releases.fork());
    episodes = kept(from.episodes.fork());
    genres = kept(from.genres.fork());
    franchises = kept(from.franchises.fork());
    ratings = kept(from.ratings.fork());
    subscriptions = kept(from.subscriptions.fork());
    endedFollows = kept(from.endedFollows.fork());
    events = kept(from.events.fork());
    inboxes = kept(from.inboxes.fork());
    waiting = kept(from.waiting.fork());
    preferences = kept(from.preferences.fork());
    laneStamps = kept(from.laneStamps.fork());
    views = kept(from.views.fork());
    salts = kept(from.salts.fork());
    tallies = kept(from.tallies.fork());
    scores = kept(from.scores.fork());
    trends = kept(from.trends.fork());
    uncounted = kept(from.uncounted.fork());
    counted = kept(from.counted.fork());
    operations = kept(from.operations.fork());
    jobs = kept(from.jobs.fork());
    accounts = kept(from.accounts.fork());
    signIns = kept(from.signIns.fork());
    refreshTokens = kept(from.refreshTokens.fork());
  }

  /** The same rows, to be changed without anybody seeing it. */
  Tables fork() {
    return new Tables(this);
  }

  /** Ends all change, so that every thread may read. */
  Tables freeze() {
    all.forEach(Table::freeze);
    return this;
  }

  private <K, V> Table<K, V> kept(Table<K, V> table) {
    all.add(table);
    return table;
  }
}

package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.Trend;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the attention that releases draw and the number of those who follow them. */
final class PutTrends {
  private static final String FOLLOWERS =
      """
      update episodal.release_scores s
      set followers = s.followers + c.followers
      from unnest(?, ?) as c (release_id, followers)
      where s.release_id = c.release_id
      """;

  private static final String KNOWN =
      """
      select s.release_id, s.trending, s.trending_day
      from unnest(?) as c (release_id)
      join episodal.release_scores s on s.release_id = c.release_id
      """;

  private static final String HOURS =
      """
      select h.release_id, floor(date_part('epoch', h.hour_at) / 3600)::bigint, h.engaged_views,
        h.completions, h.new_followers
      from unnest(?) as c (release_id)
      join episodal.view_hours h on h.release_id = c.release_id
      where h.engaged_views > 0 or h.completions > 0 or h.new_followers > 0
      """;

  private static final String PUT =
      """
      update episodal.release_scores s
      set trending = t.week, trending_day = t.day
      from unnest(?, ?, ?) as t (release_id, week, day)
      where s.release_id = t.release_id
      """;

  private final Connection connection;

  PutTrends(Connection connection) {
    this.connection = connection;
  }

  /**
   * Adds what hours changed by. Attention that is taken back is not subtracted, as little would be
   * left of the precision: such a trend is made anew.
   */
  void add(Collection<ReleaseChange> changes) throws SQLException {
    var more = new HashMap<UUID, Attention>();
    var anew = new ArrayList<UUID>();
    for (var change : changes) {
      var attention = new Attention();
      change.hours.forEach((hour, counts) -> attention.add(hour, counts.weight()));
      if (attention.weights.values().stream().anyMatch(weight -> weight < 0)) {
        anew.add(change.release);
      } else if (!attention.weights.isEmpty()) {
        more.put(change.release, attention);
      }
    }
    addFollowers(changes);
    add(more);
    remake(anew);
  }

  /** Makes the trends of releases anew from their hours. */
  void remake(List<UUID> releases) throws SQLException {
    var attention = new HashMap<UUID, Attention>();
    releases.forEach(release -> attention.put(release, new Attention()));
    ColumnSet.of(releases)
        .ids(release -> release)
        .query(
            connection,
            HOURS,
            row ->
                attention
                    .computeIfAbsent(row.getObject(1, UUID.class), key -> new Attention())
                    .add(
                        row.getLong(2),
                        Trend.weight(row.getLong(3), row.getLong(4), row.getLong(5))));
    var trends = new ArrayList<Row>();
    attention.forEach((release, found) -> trends.add(found.of(release)));
    put(trends);
  }

  private void addFollowers(Collection<ReleaseChange> changes) throws SQLException {
    var followed =
        changes.stream()
            .filter(
                change -> change.hours.values().stream().anyMatch(hour -> hour.newFollowers != 0))
            .toList();
    ColumnSet.of(followed)
        .ids(change -> change.release)
        .numbers(
            change -> change.hours.values().stream().mapToLong(hour -> hour.newFollowers).sum())
        .update(connection, FOLLOWERS);
  }

  private void add(Map<UUID, Attention> more) throws SQLException {
    var trends = new ArrayList<Row>();
    ColumnSet.of(more.keySet())
        .ids(release -> release)
        .query(
            connection,
            KNOWN,
            row -> {
              var release = row.getObject(1, UUID.class);
              var added = more.getOrDefault(release, new Attention()).of(release);
              trends.add(
                  new Row(
                      release,
                      Trend.sum(row.getDouble(2), added.week),
                      Trend.sum(row.getDouble(3), added.day)));
            });
    put(trends);
  }

  private void put(List<Row> trends) throws SQLException {
    ColumnSet.of(trends)
        .ids(Row::release)
        .decimals(Row::week)
        .decimals(Row::day)
        .update(connection, PUT);
  }

  /** The trends of a release. */
  private record Row(UUID release, double week, double day) {}

  /** Weights by hour. */
  private static final class Attention {
    private final Map<Instant, Long> weights = new HashMap<>();

    private void add(long hour, long weight) {
      if (weight != 0) {
        weights.merge(Hours.begin(hour), weight, Long::sum);
      }
    }

    private Row of(UUID release) {
      return new Row(release, Trend.WEEK.of(weights), Trend.DAY.of(weights));
    }
  }
}

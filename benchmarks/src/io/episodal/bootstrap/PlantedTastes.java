package io.episodal.bootstrap;

import io.episodal.application.Episodal;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Users of some groups with a taste each: four fifths of what a user takes are releases of the own
 * group, the rest any, all by Zipf's law. Half is watched and half followed. Two thirds of a
 * group's releases are of its genre. Of each user any one release of the own group is hidden. The
 * same for the same numbers.
 */
final class PlantedTastes {
  private static final int GROUPS = 20;
  private static final int GENRES = 8;
  private static final int LEAST = 6;
  private static final int SPREAD = 14;
  private static final int BATCH = 5_000;

  private static final String WATCHED =
      """
      insert into episodal.watched (user_id, release_id, watched_at, lane, engaged)
      values (?, ?, ?, ?, true)
      """;

  private static final String FOLLOWED =
      """
      insert into episodal.subscriptions
        (user_id, kind, target_id, id, lane, is_active, created_at)
      values (?, 'release', ?, ?, ?, true, ?)
      """;

  private final Connection connection;
  private final Map<UserId, Set<ReleaseId>> taken = new LinkedHashMap<>();
  private final Map<UserId, ReleaseId> hidden = new HashMap<>();
  private List<ReleaseId> byPopularity = List.of();

  private PlantedTastes(Connection connection) {
    this.connection = connection;
  }

  static PlantedTastes plant(Episodal episodal, EmbeddedPostgres postgres, int users, int releases)
      throws SQLException {
    var random = new Random(1);
    var tastes =
        new PlantedTastes(
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password()));
    tastes.choose(users, release(episodal, releases, random), random);
    tastes.write(random);
    System.out.printf(
        "%,d users of %d tastes took %,d of %,d releases%n",
        users, GROUPS, tastes.taken.values().stream().mapToInt(Set::size).sum(), releases);
    return tastes;
  }

  List<UserId> users() {
    return List.copyOf(taken.keySet());
  }

  ReleaseId hidden(UserId user) {
    return hidden.get(user);
  }

  /** The most popular releases that the user does not know. */
  List<ReleaseId> popular(UserId user, int most) {
    return byPopularity.stream()
        .filter(release -> !taken.get(user).contains(release))
        .limit(most)
        .toList();
  }

  long countSent() {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from episodal.inbox where type = 3")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The releases of each group, the most popular first. */
  private static List<List<ReleaseId>> release(Episodal episodal, int releases, Random random) {
    var genres = new ArrayList<GenreId>();
    for (int i = 0; i < GENRES; i++) {
      genres.add(episodal.catalog().genres().create(new Named("Genre " + i, null)).id());
    }
    var groups = new ArrayList<List<ReleaseId>>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(new ArrayList<>());
    }
    for (int i = 0; i < releases; i++) {
      var group = i % GROUPS;
      var genre = random.nextInt(3) == 0 ? random.nextInt(GENRES) : group % GENRES;
      var details = ReleaseDetails.titled("Release " + i).in(Set.of(genres.get(genre)), null);
      groups.get(group).add(episodal.catalog().releases().create(details).id());
    }
    return groups;
  }

  private void choose(int users, List<List<ReleaseId>> groups, Random random) {
    var takers = new HashMap<ReleaseId, Integer>();
    for (int i = 0; i < users; i++) {
      var user = new UserId(new UUID(random.nextLong(), random.nextLong()));
      var own = groups.get(random.nextInt(GROUPS));
      var wanted = LEAST + random.nextInt(SPREAD);
      var chosen = new LinkedHashSet<ReleaseId>();
      while (chosen.size() < wanted) {
        var any = groups.get(random.nextInt(GROUPS));
        chosen.add(byZipf(random.nextInt(5) == 0 ? any : own, random));
      }
      var ofOwn = chosen.stream().filter(own::contains).toList();
      if (ofOwn.isEmpty()) {
        continue;
      }
      var left = ofOwn.get(random.nextInt(ofOwn.size()));
      chosen.remove(left);
      hidden.put(user, left);
      taken.put(user, chosen);
      chosen.forEach(release -> takers.merge(release, 1, Integer::sum));
    }
    byPopularity =
        takers.keySet().stream()
            .sorted(Comparator.<ReleaseId>comparingInt(takers::get).reversed())
            .toList();
  }

  private static ReleaseId byZipf(List<ReleaseId> releases, Random random) {
    var place = Math.pow(releases.size() + 1.0, random.nextDouble()) - 1;
    return releases.get(Math.min((int) place, releases.size() - 1));
  }

  private void write(Random random) throws SQLException {
    var now = Instant.now();
    connection.setAutoCommit(false);
    try (var watched = connection.prepareStatement(WATCHED);
        var followed = connection.prepareStatement(FOLLOWED)) {
      var rows = 0;
      for (var user : taken.entrySet()) {
        for (var release : user.getValue()) {
          var at = Timestamp.from(now.minusSeconds(random.nextInt(90 * 86_400)));
          var row = random.nextBoolean() ? watched : followed;
          var column = 1;
          row.setObject(column++, user.getKey().value());
          row.setObject(column++, release.value());
          if (row == watched) {
            row.setTimestamp(column++, at);
            row.setInt(column, user.getKey().lane());
          } else {
            row.setObject(column++, new UUID(random.nextLong(), random.nextLong()));
            row.setInt(column++, user.getKey().lane());
            row.setTimestamp(column, at);
          }
          row.addBatch();
          if (++rows % BATCH == 0) {
            watched.executeBatch();
            followed.executeBatch();
          }
        }
      }
      watched.executeBatch();
      followed.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }
}

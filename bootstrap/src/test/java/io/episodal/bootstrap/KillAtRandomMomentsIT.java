package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Episodes of several releases are published in bursts, more than their followers may be told of in
 * a window, while servers are killed at random moments: one server in the first half of the rounds,
 * one of two or both in the second. When all have come to rest, SQL proves that nobody was
 * forgotten, told twice or told too much.
 *
 * <p>{@code -Depisodal.rounds} and {@code -Depisodal.seed} set the number of kills and what is
 * drawn.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class KillAtRandomMomentsIT {
  private static final int ROUNDS = Integer.getInteger("episodal.rounds", 8);
  private static final long SEED = Long.getLong("episodal.seed", 1);
  private static final List<Integer> FOLLOWERS = List.of(12_000, 6_000, 2_000);
  private static final Duration LATEST_KILL = Duration.ofMillis(700);
  private static final Duration REST = Duration.ofMinutes(3);
  private static final Map<String, String> SETTINGS =
      Map.of("EPISODAL_NOTIFICATIONS_WINDOW", "10s", "EPISODAL_NOTIFICATIONS_LIMIT", "5");

  private static final String FOLLOW =
      """
      insert into subscriptions (user_id, kind, target_id, id, lane, is_active, created_at)
      select u.id, 'release', ?, gen_random_uuid(), get_byte(uuid_send(u.id), 15) & 63, true,
        now() - interval '1 day'
      from (select md5('follower ' || n)::uuid as id from generate_series(1, ?) n) u
      """;

  private static final String TOLD =
      """
      (
        select i.user_id, e.episode_id
        from inbox i join announced_episodes e on e.event_id = i.event_id
        union all
        select i.user_id, e.episode_id
        from inbox i
        cross join unnest(i.digest) as held (event_id)
        join announced_episodes e on e.event_id = held.event_id
      ) told
      """;

  private static final String FORGOTTEN =
      """
      select count(*)
      from (
        select s.user_id, e.id
        from episodes e
        join subscriptions s on s.kind = 'release' and s.target_id = e.release_id
        except
        select told.user_id, told.episode_id from %s
      ) forgotten
      """
          .formatted(TOLD);

  private static final String TOLD_TWICE =
      """
      select count(*)
      from (
        select from %s group by told.user_id, told.episode_id having count(*) > 1
      ) twice
      """
          .formatted(TOLD);

  /** A stamp as old as the window does not count any more. */
  private static final String OVER_LIMIT =
      """
      select count(*)
      from (
        select count(*) over (
          partition by user_id order by delivered_at
          range between interval '9.999999 seconds' preceding and current row) as had
        from inbox
      ) windows
      where had > 5
      """;

  private static final String UNFINISHED =
      """
      select (select count(*) from operations where status not in ('succeeded', 'failed'))
        + (select count(*) from digest_items)
      """;

  @TempDir private static Path home;

  private final Random random = new Random(SEED);
  private final List<UUID> acknowledged = new ArrayList<>();
  private int published;

  @Test
  void nobodyIsForgottenToldTwiceOrToldTooMuch() throws Exception {
    try (var nodes = TwoNodes.start(home, SETTINGS)) {
      var releases = releases(nodes);
      nodes.kill(1);
      for (int round = 1; round <= ROUNDS / 2; round++) {
        round(nodes, releases, List.of(0));
      }
      nodes.launchAgain(1);
      for (int round = ROUNDS / 2 + 1; round <= ROUNDS; round++) {
        round(
            nodes, releases, List.of(List.of(0), List.of(1), List.of(0, 1)).get(random.nextInt(3)));
      }
      Patience.until("rest", REST, () -> nodes.count(UNFINISHED) == 0);
      prove(nodes);
    }
  }

  private static List<UUID> releases(TwoNodes nodes) throws Exception {
    var admin = nodes.admin();
    var releases = new ArrayList<UUID>();
    for (var followers : FOLLOWERS) {
      var title = Map.of("title", "Followed by " + followers);
      var created = ApiClient.json(202, admin.post("/api/v1/admin/releases", title));
      var release = UUID.fromString(created.path("id").textValue());
      nodes.execute(FOLLOW, release, followers);
      releases.add(release);
    }
    return releases;
  }

  /** Publishes three to eight episodes and kills while they are published and told. */
  private void round(TwoNodes nodes, List<UUID> releases, List<Integer> victims) throws Exception {
    var asked = victims.contains(1) ? random.nextInt(2) : 0;
    var admin = nodes.on(asked, nodes.admin());
    var episodes =
        IntStream.range(0, 3 + random.nextInt(6))
            .mapToObj(i -> releases.get(random.nextInt(releases.size())))
            .toList();
    var moment = random.nextLong(LATEST_KILL.toNanos());
    var kill = CompletableFuture.runAsync(() -> killAfter(nodes, victims, moment));
    publish(admin, episodes);
    kill.join();
    for (var victim : victims) {
      nodes.launchAgain(victim);
    }
  }

  private static void killAfter(TwoNodes nodes, List<Integer> victims, long nanos) {
    var moment = System.nanoTime() + nanos;
    while (System.nanoTime() < moment) {
      LockSupport.parkNanos(moment - System.nanoTime());
    }
    victims.forEach(nodes::kill);
  }

  /** Keeps what was acknowledged before the server was killed. */
  private void publish(ApiClient admin, List<UUID> releases) throws Exception {
    try {
      for (var release : releases) {
        published++;
        var title = "Part " + published;
        var episode = Map.of("release_id", release, "title", title, "number", published);
        var accepted = ApiClient.json(202, admin.post("/api/v1/admin/episodes", episode));
        acknowledged.add(UUID.fromString(accepted.path("id").textValue()));
      }
    } catch (IOException e) {
      // It was killed before it answered; the database knows whether it had published.
    }
  }

  private void prove(TwoNodes nodes) throws SQLException {
    var kept = "select count(*) from episodes where id = any(?)";
    assertEquals(
        acknowledged.size(), nodes.count(kept, (Object) acknowledged.toArray(UUID[]::new)));
    assertTrue(nodes.count("select count(*) from episodes") > ROUNDS / 2, "episodes published");
    assertTrue(nodes.count("select count(*) from inbox where digest is not null") > 0, "digests");
    assertEquals(0, nodes.count("select count(*) from operations where status = 'failed'"));
    assertEquals(0, nodes.count(FORGOTTEN), "announcements that did not reach a follower");
    assertEquals(0, nodes.count(TOLD_TWICE), "announcements that reached a follower twice");
    assertEquals(0, nodes.count(OVER_LIMIT), "deliveries over the limit");
  }
}

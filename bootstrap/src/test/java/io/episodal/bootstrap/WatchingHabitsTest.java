package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.bootstrap.WatchingHabits.Airing;
import io.episodal.bootstrap.WatchingHabits.Watched;
import io.episodal.domain.catalog.EpisodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How made-up people watch a season of twelve that came out week by week. */
final class WatchingHabitsTest {
  private static final Instant BEGIN = Instant.parse("2026-09-01T15:00:00Z");
  private static final Instant NOW = BEGIN.plus(Duration.ofDays(80));
  private static final int MINUTES = 24;
  private static final int PEOPLE = 5_000;
  private static final List<Airing> SEASON =
      IntStream.range(0, 12)
          .mapToObj(week ->
              new Airing(
                  new EpisodeId(new UUID(0, week)),
                  BEGIN.plus(Duration.ofDays(7L * week)),
                  MINUTES * 60))
          .toList();

  @Test
  void theSameChanceGivesTheSameHabits() {
    assertEquals(watched(7, BEGIN), watched(7, BEGIN));
  }

  @Test
  void everybodyWatchesWhatIsOutInItsOrder() {
    for (int seed = 0; seed < PEOPLE; seed++) {
      var end = Instant.MIN;
      var seen = new HashSet<Airing>();
      for (var watched : watched(seed, BEGIN.plus(Duration.ofHours(seed / 3)))) {
        assertTrue(watched.at().isBefore(NOW) && !watched.at().isBefore(watched.episode().out()));
        assertTrue(!watched.at().isBefore(end) && seen.add(watched.episode()));
        assertTrue(watched.percent() > 0 && watched.percent() <= 100);
        end = watched.at().plusSeconds(watched.seconds());
      }
    }
  }

  @Test
  void fewerAndFewerComeAlongAndMostFinishWhatTheyWatch() {
    var viewers = new int[SEASON.size()];
    var finished = 0;
    for (int seed = 0; seed < PEOPLE; seed++) {
      for (var watched : watched(seed, NOW.minus(Duration.ofDays(70)))) {
        viewers[SEASON.indexOf(watched.episode())]++;
        finished += watched.percent() >= 90 ? 1 : 0;
      }
    }
    var views = IntStream.of(viewers).sum();
    assertTrue(viewers[0] > PEOPLE / 2, () -> viewers[0] + " began");
    assertTrue(viewers[11] > PEOPLE / 10 && viewers[11] < viewers[1], () -> viewers[11] + " ended");
    assertTrue(finished > views * .6 && finished < views * .9, "finished: " + finished);
  }

  @Test
  void theNightAfterAnEpisodeIsTheBusiest() {
    var soon = 0;
    var late = 0;
    for (int seed = 0; seed < PEOPLE; seed++) {
      for (var watched : watched(seed, BEGIN)) {
        var waited = Duration.between(watched.episode().out(), watched.at()).toDays();
        soon += waited < 1 ? 1 : 0;
        late += waited == 5 ? 1 : 0;
      }
    }
    assertTrue(soon > 3 * late && late > 0, soon + " on the first day, " + late + " on the sixth");
  }

  @Test
  void whatHasNoEpisodesYetIsNotWatched() {
    assertEquals(List.of(), new WatchingHabits(new SplittableRandom(1)).of(List.of(), BEGIN, NOW));
  }

  private static List<Watched> watched(long seed, Instant from) {
    return new WatchingHabits(new SplittableRandom(seed)).of(SEASON, from, NOW);
  }
}

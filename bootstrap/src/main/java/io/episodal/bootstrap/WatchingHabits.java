package io.episodal.bootstrap;

import io.episodal.domain.catalog.EpisodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How made-up people watch a title: they begin at some moment, go on from episode to episode until
 * they have enough of it, and are there soon when a new one comes out. The same chance gives the
 * same habits.
 */
final class WatchingHabits {
  private static final double GOES_ON_AFTER_THE_FIRST = .8;
  private static final double GOES_ON = .94;
  private static final double KNOWS_THE_OLDER_ONES = .25;
  private static final double ANOTHER_AT_ONCE = .55;
  private static final double TO_THE_END = .8;
  private static final Duration BREAK = Duration.ofMinutes(20);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(4);
  private static final Duration LATEST = Duration.ofDays(7);

  private final RandomGenerator chance;

  WatchingHabits(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * What somebody watches from a moment on, before another.
   *
   * @param episodes those that are out, oldest first
   */
  List<Watched> of(List<Airing> episodes, Instant from, Instant until) {
    var watched = new ArrayList<Watched>();
    var moment = from;
    for (int place = first(episodes, from); place < episodes.size(); place++) {
      var episode = episodes.get(place);
      var begin = episode.out().isAfter(moment) ? soonAfter(episode.out()) : moment;
      if (!begin.isBefore(until)) {
        break;
      }
      var goesOn = chance.nextDouble() < (place == 0 ? GOES_ON_AFTER_THE_FIRST : GOES_ON);
      watched.add(new Watched(episode, begin, goesOn ? mostOfIt() : chance.nextInt(5, 101)));
      if (!goesOn) {
        break;
      }
      moment = next(begin.plusSeconds(episode.seconds()));
    }
    return watched;
  }

  /** Some of those who come while a title is on air begin with the next episode. */
  private int first(List<Airing> episodes, Instant from) {
    var isOnAir = !episodes.isEmpty() && episodes.getLast().out().isAfter(from);
    return isOnAir && chance.nextDouble() < KNOWS_THE_OLDER_ONES
        ? (int) episodes.stream().filter(episode -> !episode.out().isAfter(from)).count()
        : 0;
  }

  /** Most come within a day, the last ones after a week. */
  private Instant soonAfter(Instant out) {
    return out.plusSeconds((long) (LATEST.toSeconds() * Math.pow(chance.nextDouble(), 3)));
  }

  private Instant next(Instant end) {
    var pause = chance.nextDouble() < ANOTHER_AT_ONCE ? BREAK : LONGEST_PAUSE;
    return end.plusSeconds((long) (pause.toSeconds() * chance.nextDouble()));
  }

  private int mostOfIt() {
    return chance.nextDouble() < TO_THE_END ? chance.nextInt(92, 101) : chance.nextInt(60, 92);
  }

  /**
   * An episode to watch.
   *
   * @param out when it came out
   */
  record Airing(EpisodeId id, Instant out, int seconds) {}

  /** A part of an episode, in percent, that somebody watched at a moment. */
  record Watched(Airing episode, Instant at, int percent) {
    int seconds() {
      return episode.seconds() * percent / 100;
    }
  }
}

package io.episodal.bootstrap;

import io.episodal.bootstrap.BangumiItem.Kind;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The episodes of a title of which only the dates are known: one each period, usually a week, until
 * its end, or, while it is on air, until now and one upcoming beyond. A movie has one, and so has
 * what came out over months on discs without any rhythm. Pure functions.
 */
final class ImpliedEpisodes {
  /** More than this is a mistake in the dates. */
  static final int MOST = 20_000;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration LONGEST_WITHOUT_RHYTHM = Duration.ofDays(91);

  private ImpliedEpisodes() {}

  /**
   * The episodes of an item.
   *
   * @param most of a longer run only the last ones are given, with their true numbers
   */
  static List<EpisodeDetails> of(BangumiItem item, Instant now, int most) {
    var begin = item.begin();
    if (begin == null) {
      return List.of();
    }
    var period = item.period().orElse(WEEK);
    var last = lastNumber(item, begin, period, now);
    if (last > MOST) {
      throw new RefusedCatalogue(
          "begin and end imply %,d episodes, more than %,d".formatted(last, MOST));
    }
    return LongStream.rangeClosed(Math.max(1, last - most + 1), last)
        .mapToObj(number ->
            episode(item.kind(), (int) number, begin.plus(period.multipliedBy(number - 1)), now))
        .toList();
  }

  private static long lastNumber(BangumiItem item, Instant begin, Duration period, Instant now) {
    var end = item.end();
    if (item.kind() == Kind.MOVIE) {
      return 1;
    }
    if (end == null) {
      return numbersUntil(begin, period, now) + 1;
    }
    if (item.kind() == Kind.OVA
        && item.period().isEmpty()
        && Duration.between(begin, end).compareTo(LONGEST_WITHOUT_RHYTHM) > 0) {
      return 1;
    }
    // Sources date the end by the day, or by the last minute of the last episode.
    return Math.max(1, numbersUntil(begin, period, end.plus(period.dividedBy(2))));
  }

  private static long numbersUntil(Instant begin, Duration period, Instant moment) {
    var sinceBegin = Duration.between(begin, moment);
    return sinceBegin.isNegative() ? 0 : sinceBegin.dividedBy(period) + 1;
  }

  private static EpisodeDetails episode(Kind kind, int number, Instant date, Instant now) {
    return new EpisodeDetails(
        "Episode " + number,
        number,
        kind.episodeSeconds(),
        null,
        date,
        EpisodeStatus.byDate(date, now),
        null);
  }
}

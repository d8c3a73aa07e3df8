package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.bootstrap.BangumiItem.Kind;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ImpliedEpisodesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void anEpisodeDueThisVeryMomentIsReleasedAndOneIsUpcoming() {
    var now = BEGIN.plus(WEEK);
    var episodes = of(item(Kind.TV, BEGIN, null), now);
    assertEquals(
        List.of(BEGIN, now, now.plus(WEEK)),
        episodes.stream().map(EpisodeDetails::releaseDate).toList());
    assertEquals(
        List.of(EpisodeStatus.RELEASED, EpisodeStatus.RELEASED, EpisodeStatus.UPCOMING),
        episodes.stream().map(EpisodeDetails::status).toList());
  }

  @Test
  void whatHasNotBegunHasItsFirstEpisodeUpcoming() {
    var episodes = of(item(Kind.TV, BEGIN, null), BEGIN.minus(WEEK.multipliedBy(3)));
    assertEquals(List.of(BEGIN), episodes.stream().map(EpisodeDetails::releaseDate).toList());
  }

  @Test
  void theEndCountsWithinHalfAPeriod() {
    var third = BEGIN.plus(WEEK.multipliedBy(2));
    var half = WEEK.dividedBy(2);
    assertEquals(3, of(item(Kind.WEB, BEGIN, third.minus(half)), NOW).size());
    assertEquals(2, of(item(Kind.WEB, BEGIN, third.minus(half).minusMillis(1)), NOW).size());
    assertEquals(1, of(item(Kind.WEB, BEGIN, BEGIN), NOW).size());
    assertEquals(1, of(item(Kind.WEB, BEGIN, BEGIN.minus(WEEK)), NOW).size());
  }

  @Test
  void aScheduleToComeIsUpcomingToItsEnd() {
    var episodes = of(item(Kind.TV, BEGIN, BEGIN.plus(WEEK.multipliedBy(9))), BEGIN);
    assertEquals(10, episodes.size());
    assertEquals(9, episodes.stream().filter(e -> e.status() == EpisodeStatus.UPCOMING).count());
  }

  @Test
  void aLongRunKeepsItsLastOnesWithTheirTrueNumbers() {
    var item = item(Kind.TV, BEGIN, BEGIN.plus(WEEK.multipliedBy(99)));
    var episodes = ImpliedEpisodes.of(item, NOW, 60);
    assertEquals(
        IntStream.rangeClosed(41, 100).boxed().toList(),
        episodes.stream().map(EpisodeDetails::number).toList());
    assertEquals(item.end(), episodes.getLast().releaseDate());
    assertEquals(100, of(item, NOW).size());
  }

  @Test
  void thePeriodIsTheOneThatIsSaid() {
    var end = BEGIN.plus(Duration.ofDays(29));
    assertEquals(30, of(item(Kind.TV, BEGIN, end, Duration.ofDays(1)), NOW).size());
    assertEquals(5, of(item(Kind.TV, BEGIN, end), NOW).size());
  }

  @Test
  void aMovieHasOneEpisodeHoweverLongItRan() {
    assertEquals(1, of(item(Kind.MOVIE, BEGIN, BEGIN.plus(WEEK.multipliedBy(5))), NOW).size());
    assertEquals(1, of(item(Kind.MOVIE, BEGIN, null), NOW).size());
  }

  @Test
  void discsHaveNoRhythmOverMoreThanAQuarter() {
    var quarter = BEGIN.plus(Duration.ofDays(91));
    assertEquals(14, of(item(Kind.OVA, BEGIN, quarter), NOW).size());
    assertEquals(1, of(item(Kind.OVA, BEGIN, quarter.plusSeconds(1)), NOW).size());
    assertEquals(15, of(item(Kind.OVA, BEGIN, quarter.plus(WEEK), WEEK), NOW).size());
  }

  @Test
  void withoutABeginThereAreNone() {
    assertEquals(List.of(), of(item(Kind.TV, null, BEGIN), NOW));
  }

  @Test
  void moreThanAnybodyCanWatchIsAMistake() {
    var centuries = item(Kind.TV, Instant.parse("1500-01-01T00:00:00Z"), NOW);
    assertThrows(RefusedCatalogue.class, () -> of(centuries, NOW));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasAGenreAndALength(Kind kind) {
    assertFalse(kind.genre().isBlank());
    assertTrue(kind.episodeSeconds() >= 720 && kind.episodeSeconds() <= 6000);
  }

  private static List<EpisodeDetails> of(BangumiItem item, Instant now) {
    return ImpliedEpisodes.of(item, now, ImpliedEpisodes.MOST);
  }

  private static BangumiItem item(Kind kind, @Nullable Instant begin, @Nullable Instant end) {
    return new BangumiItem("A", Map.of(), kind, "en", begin, end, Optional.empty(), Map.of());
  }

  private static BangumiItem item(Kind kind, Instant begin, Instant end, Duration period) {
    return new BangumiItem("A", Map.of(), kind, "en", begin, end, Optional.of(period), Map.of());
  }
}

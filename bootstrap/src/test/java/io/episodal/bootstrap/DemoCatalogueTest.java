package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.bootstrap.DemoCatalogue.AlternativeTitle;
import io.episodal.bootstrap.DemoCatalogue.EpisodeDate;
import io.episodal.bootstrap.DemoCatalogue.Kind;
import io.episodal.bootstrap.DemoCatalogue.Title;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoCatalogueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<Title> TITLES = DemoCatalogue.titles();

  @Test
  void holdsSomeFifteenHundredTitlesOfAllKindsInOrder() {
    assertTrue(TITLES.size() >= 1400 && TITLES.size() <= 1600, "titles: " + TITLES.size());
    assertEquals(TITLES, TITLES.stream().sorted(Comparator.comparing(Title::begin)).toList());
    for (Kind kind : Kind.values()) {
      assertTrue(TITLES.stream().filter(title -> title.kind() == kind).count() >= 100, kind.name());
    }
    assertTrue(TITLES.stream().filter(Title::isOnAir).count() >= 90);
  }

  @Test
  void impliesSomeTwentyThousandEpisodes(TestReporter reporter) {
    int episodes = TITLES.stream().mapToInt(t -> DemoCatalogue.episodes(t, NOW).size()).sum();
    reporter.publishEntry("episodes", Integer.toString(episodes));
    assertTrue(episodes >= 18_000 && episodes <= 24_000, "episodes: " + episodes);
  }

  @Test
  void keysAndExternalIdsAreUnique() {
    Set<String> seen = new HashSet<>();
    for (Title title : TITLES) {
      assertTrue(seen.add(title.key()), title.key());
    }
    Set<String> ids = new HashSet<>();
    for (Title title : TITLES) {
      assertFalse(title.externalIds().isEmpty(), title.key());
      title.externalIds().entrySet().stream()
          .filter(id -> !id.getKey().equals("tmdb"))
          .forEach(id -> assertTrue(ids.add(id.toString()), title.key() + " " + id));
    }
  }

  @Test
  void everyTitleCanBeStored() {
    for (Title title : TITLES) {
      List<String> texts = new ArrayList<>(List.of(title.title()));
      title.alternativeTitles().forEach(alternative -> texts.add(alternative.title()));
      for (String text : texts) {
        assertFalse(text.isBlank(), title.key());
        assertTrue(text.length() <= 500, title.key());
      }
      Set<AlternativeTitle> alternatives = new HashSet<>(title.alternativeTitles());
      assertEquals(title.alternativeTitles().size(), alternatives.size(), title.key());
      String site = title.officialSite();
      assertTrue(site == null || site.matches("https?://\\S+"), title.key());
    }
  }

  @Test
  void franchisesHaveTwoTitlesOrMore() {
    Map<String, Long> sizes =
        TITLES.stream()
            .map(Title::franchise)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    assertTrue(sizes.size() >= 100, "franchises: " + sizes.size());
    sizes.forEach((name, size) -> assertTrue(!name.isBlank() && size >= 2, name));
  }

  @Test
  void aKnownTitleIsThereInJapaneseAndEnglish() {
    Title title = titled("鬼滅の刃");
    assertEquals("bangumi:245665", title.key());
    assertEquals("ja", title.language());
    assertEquals("鬼滅の刃", title.franchise());
    assertEquals(Instant.parse("2019-04-06T14:30:00Z"), title.begin());
    assertEquals("38000", title.externalIds().get("mal"));
    assertEquals("101922", title.externalIds().get("anilist"));
    assertTrue(
        title
            .alternativeTitles()
            .contains(new AlternativeTitle("en", "Demon Slayer: Kimetsu no Yaiba")));
  }

  @Test
  void aSeasonOfThirteenHasThirteenEpisodesAWeekApart() {
    List<EpisodeDate> episodes = DemoCatalogue.episodes(titled("Charlotte"), NOW);
    assertEquals(numbers(1, 13), episodes.stream().map(EpisodeDate::number).toList());
    assertEquals(Instant.parse("2015-07-04T15:00:00Z"), episodes.getFirst().releasedAt());
    assertEquals(Instant.parse("2015-09-26T15:00:00Z"), episodes.getLast().releasedAt());
  }

  @Test
  void whatIsOnAirHasExactlyOneUpcomingEpisode() {
    for (Title title : TITLES.stream().filter(Title::isOnAir).toList()) {
      List<EpisodeDate> episodes = DemoCatalogue.episodes(title, NOW);
      assertEquals(1, upcoming(episodes, NOW), title.key());
      assertFalse(episodes.getLast().releasedAt().isAfter(NOW.plus(title.period())), title.key());
    }
  }

  @Test
  void anEpisodeDueThisVeryMomentIsReleased() {
    Instant now = BEGIN.plus(WEEK);
    List<EpisodeDate> episodes = DemoCatalogue.episodes(title(Kind.TV, null), now);
    assertEquals(
        List.of(
            new EpisodeDate(1, BEGIN), new EpisodeDate(2, now), new EpisodeDate(3, now.plus(WEEK))),
        episodes);
  }

  @Test
  void whatHasNotBegunHasItsFirstEpisodeUpcoming() {
    List<EpisodeDate> episodes =
        DemoCatalogue.episodes(title(Kind.TV, null), BEGIN.minus(WEEK.multipliedBy(3)));
    assertEquals(List.of(new EpisodeDate(1, BEGIN)), episodes);
  }

  @Test
  void theEndCountsWithinHalfAPeriod() {
    Instant third = BEGIN.plus(WEEK.multipliedBy(2));
    Duration half = WEEK.dividedBy(2);
    assertEquals(3, DemoCatalogue.episodes(title(Kind.WEB, third.minus(half)), NOW).size());
    assertEquals(
        2, DemoCatalogue.episodes(title(Kind.WEB, third.minus(half).minusMillis(1)), NOW).size());
    assertEquals(1, DemoCatalogue.episodes(title(Kind.WEB, BEGIN), NOW).size());
  }

  @Test
  void aLongRunKeepsItsLastSixtyWithTheirTrueNumbers() {
    Title title = title(Kind.TV, BEGIN.plus(WEEK.multipliedBy(99)));
    List<EpisodeDate> episodes = DemoCatalogue.episodes(title, NOW);
    assertEquals(numbers(41, 100), episodes.stream().map(EpisodeDate::number).toList());
    assertEquals(title.end(), episodes.getLast().releasedAt());
  }

  @Test
  void aMovieHasOneEpisodeHoweverLongItRan() {
    Title movie = title(Kind.MOVIE, BEGIN.plus(WEEK.multipliedBy(5)));
    assertEquals(List.of(new EpisodeDate(1, BEGIN)), DemoCatalogue.episodes(movie, NOW));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasAGenreAndALength(Kind kind) {
    assertFalse(kind.genre().isBlank());
    assertTrue(kind.episodeSeconds() >= 720 && kind.episodeSeconds() <= 6000);
  }

  @Test
  void theAttributionIsShipped() throws IOException {
    try (InputStream text = DemoCatalogue.class.getResourceAsStream("demo/ATTRIBUTION.md")) {
      assertNotNull(text);
      String attribution = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(attribution.contains("bangumi-data contributors, CC BY 4.0"));
      assertTrue(attribution.contains("https://creativecommons.org/licenses/by/4.0/"));
    }
  }

  private static Title titled(String name) {
    List<Title> found = TITLES.stream().filter(title -> title.title().equals(name)).toList();
    assertEquals(1, found.size(), name);
    return found.getFirst();
  }

  private static Title title(Kind kind, @Nullable Instant end) {
    return new Title(
        "test:1", "A title", List.of(), kind, "en", BEGIN, end, WEEK, null, Map.of(), null);
  }

  private static List<Integer> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static long upcoming(List<EpisodeDate> episodes, Instant now) {
    return episodes.stream().filter(episode -> episode.releasedAt().isAfter(now)).count();
  }
}

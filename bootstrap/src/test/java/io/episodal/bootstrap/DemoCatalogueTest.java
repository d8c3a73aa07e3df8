package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The real titles that the demo shows. */
final class DemoCatalogueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<Title> TITLES = new ArrayList<>();

  static {
    Catalogue.read(CatalogueSource.resource(Demo.CATALOGUE))
        .titles(NOW, Demo.MOST_EPISODES)
        .forEach(TITLES::add);
  }

  @Test
  void holdsFifteenHundredTitlesOfAllKindsInOrder() {
    assertEquals(1503, TITLES.size());
    var begins = TITLES.stream().map(title -> title.details().releaseDate()).toList();
    assertEquals(begins.stream().sorted(Comparator.comparing(Instant::toString)).toList(), begins);
    var genres =
        TITLES.stream().collect(Collectors.groupingBy(Title::genres, Collectors.counting()));
    assertEquals(
        Set.of(Set.of("TV series"), Set.of("Movie"), Set.of("OVA"), Set.of("Web series")),
        genres.keySet());
    assertTrue(genres.values().stream().allMatch(count -> count >= 100), genres::toString);
    assertTrue(TITLES.stream().filter(DemoCatalogueTest::isOnAir).count() >= 90);
  }

  @Test
  void impliesSomeTwentyThousandEpisodes(TestReporter reporter) {
    var episodes = TITLES.stream().mapToInt(title -> title.episodes().size()).sum();
    reporter.publishEntry("episodes", Integer.toString(episodes));
    assertTrue(episodes >= 18_000 && episodes <= 24_000, "episodes: " + episodes);
  }

  @Test
  void keysAreUnique() {
    var seen = new HashSet<String>();
    TITLES.forEach(title -> assertTrue(seen.add(title.key()), title.key()));
  }

  @Test
  void franchisesHaveTwoTitlesOrMore() {
    var sizes =
        TITLES.stream()
            .map(Title::franchise)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    assertTrue(sizes.size() >= 100, "franchises: " + sizes.size());
    sizes.forEach((name, size) -> assertTrue(!name.isBlank() && size >= 2, name));
  }

  @Test
  void aKnownTitleIsThereInJapaneseAndEnglish() {
    var title = titled("鬼滅の刃");
    assertEquals("bangumi:245665", title.key());
    assertEquals(List.of("ja"), title.details().tags());
    assertEquals("鬼滅の刃", title.franchise());
    assertEquals(Instant.parse("2019-04-06T14:30:00Z"), title.details().releaseDate());
    assertEquals("38000", title.details().externalIds().get("mal"));
    assertEquals("101922", title.details().externalIds().get("anilist"));
    var english = new AlternativeTitle("en", "Demon Slayer: Kimetsu no Yaiba");
    assertTrue(title.details().alternativeTitles().contains(english));
  }

  @Test
  void aSeasonOfThirteenHasThirteenEpisodesAWeekApart() {
    var episodes = titled("Charlotte").episodes();
    assertEquals(
        IntStream.rangeClosed(1, 13).boxed().toList(),
        episodes.stream().map(EpisodeDetails::number).toList());
    assertEquals(Instant.parse("2015-07-04T15:00:00Z"), episodes.getFirst().releaseDate());
    assertEquals(Instant.parse("2015-09-26T15:00:00Z"), episodes.getLast().releaseDate());
  }

  @Test
  void whatIsOnAirHasExactlyOneUpcomingEpisode() {
    for (var title : TITLES.stream().filter(DemoCatalogueTest::isOnAir).toList()) {
      var upcoming =
          title.episodes().stream().filter(e -> e.status() == EpisodeStatus.UPCOMING).toList();
      assertEquals(1, upcoming.size(), title.key());
      var date = Objects.requireNonNull(upcoming.getFirst().releaseDate());
      assertTrue(date.isBefore(NOW.plus(Duration.ofDays(31))), title.key());
    }
  }

  @Test
  void theAttributionIsShipped() throws IOException {
    try (var text = Demo.class.getResourceAsStream("demo/ATTRIBUTION.md")) {
      assertNotNull(text);
      var attribution = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(attribution.contains("bangumi-data contributors, CC BY 4.0"));
      assertTrue(attribution.contains("https://creativecommons.org/licenses/by/4.0/"));
    }
  }

  private static boolean isOnAir(Title title) {
    return title.details().status() == ReleaseStatus.ONGOING;
  }

  private static Title titled(String name) {
    var found = TITLES.stream().filter(title -> title.details().title().equals(name)).toList();
    assertEquals(1, found.size(), name);
    return found.getFirst();
  }
}

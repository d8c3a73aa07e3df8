package io.episodal.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The real titles that the demo shows, packed into the jar (see {@code demo/ATTRIBUTION.md}), and
 * the episodes that their dates imply. Stateless and thread-safe.
 */
final class DemoCatalogue {
  static final int MOST_EPISODES = 60;

  private static final String RESOURCE = "demo/catalogue.json.gz";
  private static final Duration DEFAULT_PERIOD = Duration.ofDays(7);

  private DemoCatalogue() {}

  /** What a title is, with the name of its genre and the usual length of an episode in seconds. */
  enum Kind {
    TV("TV series", 1440),
    MOVIE("Movie", 6000),
    OVA("OVA", 1500),
    WEB("Web series", 720);

    private final String genre;
    private final int episodeSeconds;

    Kind(String genre, int episodeSeconds) {
      this.genre = genre;
      this.episodeSeconds = episodeSeconds;
    }

    String genre() {
      return genre;
    }

    int episodeSeconds() {
      return episodeSeconds;
    }

    private static Kind of(String name) {
      return switch (name) {
        case "tv" -> TV;
        case "movie" -> MOVIE;
        case "ova" -> OVA;
        case "web" -> WEB;
        default -> throw new IllegalArgumentException("unknown kind of title: " + name);
      };
    }
  }

  /** The same title in another language, a BCP 47 tag such as {@code zh-Hans}. */
  record AlternativeTitle(String language, String title) {}

  /**
   * One release of the catalogue.
   *
   * @param key stable and unique, such as {@code bangumi:245665}
   * @param language of {@code title}, a BCP 47 tag
   * @param begin when the first episode came out
   * @param end when the last one did; null while the title is on air
   * @param period from one episode to the next
   * @param franchise the unique name of what this title shares with others; null if it stands alone
   * @param externalIds by the name of the site: mal, anilist, tmdb, bangumi, anidb
   */
  record Title(
      String key,
      String title,
      List<AlternativeTitle> alternativeTitles,
      Kind kind,
      String language,
      Instant begin,
      @Nullable Instant end,
      Duration period,
      @Nullable String franchise,
      Map<String, String> externalIds,
      @Nullable String officialSite) {
    Title {
      if (!period.isPositive()) {
        throw new IllegalArgumentException(key + " has no positive period: " + period);
      }
      alternativeTitles = List.copyOf(alternativeTitles);
      externalIds = Map.copyOf(externalIds);
    }

    boolean isOnAir() {
      return end == null;
    }
  }

  /** An episode by its number, from 1, and the moment of its release. */
  record EpisodeDate(int number, Instant releasedAt) {}

  /** Reads all titles, oldest first. */
  static List<Title> titles() {
    try (InputStream packed = DemoCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new FileNotFoundException("the demo catalogue " + RESOURCE + " is not on the path");
      }
      JsonNode releases =
          new ObjectMapper().readTree(new GZIPInputStream(packed)).required("releases");
      return releases.valueStream().map(DemoCatalogue::title).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Implies the episodes of a title: one each period until its end, or, while it is on air, until
   * {@code now} and one upcoming beyond; a movie has one. Of a longer run than {@link
   * #MOST_EPISODES} only the last ones are given, with their true numbers.
   */
  static List<EpisodeDate> episodes(Title title, Instant now) {
    long last = title.kind() == Kind.MOVIE ? 1 : lastNumber(title, now);
    return LongStream.rangeClosed(Math.max(1, last - MOST_EPISODES + 1), last)
        .mapToObj(number -> episode(title, Math.toIntExact(number)))
        .toList();
  }

  private static long lastNumber(Title title, Instant now) {
    Instant end = title.end();
    if (end == null) {
      return numbersUntil(title, now) + 1;
    }
    // Sources date the end by the day, or by the last minute of the last episode.
    return Math.max(1, numbersUntil(title, end.plus(title.period().dividedBy(2))));
  }

  private static long numbersUntil(Title title, Instant moment) {
    Duration sinceBegin = Duration.between(title.begin(), moment);
    return sinceBegin.isNegative() ? 0 : sinceBegin.dividedBy(title.period()) + 1;
  }

  private static EpisodeDate episode(Title title, int number) {
    return new EpisodeDate(number, title.begin().plus(title.period().multipliedBy(number - 1L)));
  }

  private static Title title(JsonNode release) {
    String end = optionalText(release, "end");
    JsonNode periodDays = release.path("period_days");
    return new Title(
        text(release, "key"),
        text(release, "title"),
        release
            .required("alternative_titles")
            .valueStream()
            .map(DemoCatalogue::alternative)
            .toList(),
        Kind.of(text(release, "kind")),
        text(release, "language"),
        Instant.parse(text(release, "begin")),
        end == null ? null : Instant.parse(end),
        periodDays.isInt() ? Duration.ofDays(periodDays.intValue()) : DEFAULT_PERIOD,
        optionalText(release, "franchise"),
        texts(release.required("external_ids")),
        optionalText(release, "official_site"));
  }

  private static AlternativeTitle alternative(JsonNode node) {
    return new AlternativeTitle(text(node, "language"), text(node, "title"));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).asText();
  }

  private static @Nullable String optionalText(JsonNode node, String name) {
    return node.path(name).textValue();
  }
}

package io.episodal.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A title as bangumi-data describes it; members that are not named here are passed over. Immutable.
 *
 * @param translations the title in other languages, by language in order of its code
 * @param language of {@code title}
 * @param begin when the first episode came out, or null if that is not known
 * @param end when the last one did; null while the title is on air
 * @param period from one episode to the next, if the item says it
 * @param ids the first id that each site has for it
 */
record BangumiItem(
    String title,
    Map<String, List<String>> translations,
    Kind kind,
    String language,
    @Nullable Instant begin,
    @Nullable Instant end,
    Optional<Duration> period,
    Map<String, String> ids) {
  /** The key of a title is its id on the first of these sites that knows it. */
  private static final List<String> KEY_SITES = List.of("bangumi", "mal", "tmdb");

  /** Seasons of one series share what stands before this in their ids at TMDB. */
  private static final String SEASON = "/season/";

  private static final Pattern BROADCAST = Pattern.compile("R\\d*/[^/]+/P(\\d{1,4})([DWM])");
  private static final Pattern INVISIBLE = Pattern.compile("[\\u200b\\ufeff]");

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
        default -> throw new RefusedCatalogue("type must be tv, movie, ova or web, not " + name);
      };
    }
  }

  /**
   * Reads an item.
   *
   * @throws RefusedCatalogue naming the member that is missing or of a wrong kind
   */
  static BangumiItem of(JsonNode item) {
    if (!item.isObject()) {
      throw new RefusedCatalogue("must be an object");
    }
    return new BangumiItem(
        visible(text(item, "title")),
        translations(item),
        Kind.of(text(item, "type")),
        text(item, "lang"),
        instant(item, "begin"),
        instant(item, "end"),
        period(item),
        ids(item));
  }

  /**
   * What identifies it among all items, but for a few that share one; the same in every version.
   */
  String key() {
    return KEY_SITES.stream()
        .filter(ids::containsKey)
        .findFirst()
        .map(site -> site + ":" + ids.get(site))
        .orElseGet(() -> "title:" + title + (begin == null ? "" : "@" + begin));
  }

  /** What it shares with the other parts of its franchise. */
  Optional<String> franchise() {
    return Optional.ofNullable(ids.get("tmdb")).map(id -> id.split(SEASON, 2)[0]);
  }

  private static Map<String, List<String>> translations(JsonNode item) {
    var translations = new TreeMap<String, List<String>>();
    for (var language : optional(item, "titleTranslate", JsonNode::isObject, "an object")) {
      language
          .properties()
          .forEach(of -> translations.put(of.getKey(), titles(of.getKey(), of.getValue())));
    }
    return translations;
  }

  private static List<String> titles(String language, JsonNode titles) {
    var member = "titleTranslate." + language;
    require(titles.isArray(), member, "a list of texts");
    var texts = new ArrayList<String>();
    for (var title : titles) {
      require(title.isTextual(), member, "a list of texts");
      var text = visible(title.textValue());
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Map<String, String> ids(JsonNode item) {
    var ids = new LinkedHashMap<String, String>();
    for (var sites : optional(item, "sites", JsonNode::isArray, "a list")) {
      for (var site : sites) {
        require(site.isObject(), "sites", "a list of objects");
        var id = optionalText(site, "id");
        if (!id.isBlank()) {
          ids.putIfAbsent(text(site, "site"), id);
        }
      }
    }
    return ids;
  }

  private static @Nullable Instant instant(JsonNode item, String member) {
    var text = optionalText(item, member);
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(member, "a moment such as 2025-01-07T16:35:00.000Z, not " + text);
    }
  }

  private static Optional<Duration> period(JsonNode item) {
    var text = optionalText(item, "broadcast");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var matcher = BROADCAST.matcher(text);
    require(
        matcher.matches(),
        "broadcast",
        "a repeating interval such as R/2025-01-07T16:35:00.000Z/P7D, not " + text);
    var days =
        switch (matcher.group(2)) {
          case "M" -> 30;
          case "W" -> 7;
          default -> 1;
        };
    return Optional.of(Duration.ofDays(Long.parseLong(matcher.group(1)) * days))
        .filter(Duration::isPositive);
  }

  private static String text(JsonNode node, String member) {
    var value = node.path(member);
    require(value.isTextual(), member, "a text");
    return value.textValue();
  }

  private static String optionalText(JsonNode node, String member) {
    return optional(node, member, JsonNode::isTextual, "a text").stream()
        .map(JsonNode::textValue)
        .collect(Collectors.joining());
  }

  private static List<JsonNode> optional(
      JsonNode node, String member, Predicate<JsonNode> kind, String expected) {
    var value = node.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    require(kind.test(value), member, expected);
    return List.of(value);
  }

  private static void require(boolean condition, String member, String expected) {
    if (!condition) {
      throw refused(member, expected);
    }
  }

  private static RefusedCatalogue refused(String member, String expected) {
    return new RefusedCatalogue(member + " must be " + expected);
  }

  private static String visible(String text) {
    return INVISIBLE.matcher(text).replaceAll("").strip();
  }
}

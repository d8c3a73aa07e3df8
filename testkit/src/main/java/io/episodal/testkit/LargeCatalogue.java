package io.episodal.testkit;

import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a catalogue of any size out of some hundred real titles, skewed as real ones are: a few
 * genres and tags are everywhere and most are rare, a few franchises are large, most releases are
 * completed, and hardly any is popular. The same arguments make the same catalogue. Not
 * thread-safe.
 */
public final class LargeCatalogue {
  /** The tag that most releases have: about a quarter. */
  public static final String COMMON_TAG = "tag 0";

  private static final String TITLES = "titles.tsv";
  private static final int GENRES = 40;
  private static final int TAGS = 4_000;
  private static final int MOST_GENRES = 4;
  private static final int MOST_TAGS = 8;
  private static final int RELEASES_PER_FRANCHISE = 20;
  private static final int MOST_SENTENCES = 6;
  private static final double IN_A_FRANCHISE = 0.3;
  private static final double NEVER_SEEN = 0.4;
  private static final double HIGHEST_SCORE = 100;
  private static final Instant FIRST = Instant.parse("1960-01-01T00:00:00Z");
  private static final Instant ADDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 25_000;

  private final List<Titles> real;
  private final IdGenerator ids;
  private final Random random;
  private final List<Genre> genres;

  /**
   * A catalogue.
   *
   * @param seed decides everything but the ids
   */
  public LargeCatalogue(IdGenerator ids, long seed) {
    real = realTitles();
    this.ids = ids;
    random = new Random(seed);
    genres =
        IntStream.range(0, GENRES)
            .mapToObj(
                number -> new Genre(new GenreId(ids.next()), "Genre " + number, null, ADDED, ADDED))
            .toList();
  }

  /** All genres, the most common first. */
  public List<Genre> genres() {
    return genres;
  }

  /** As many franchises as so many releases have, the largest first. */
  public List<Franchise> franchises(int releases) {
    return IntStream.rangeClosed(0, releases / RELEASES_PER_FRANCHISE)
        .mapToObj(number ->
            new Franchise(new FranchiseId(ids.next()), "Franchise " + number, null, ADDED, ADDED))
        .toList();
  }

  /** So many releases, oldest first; the first ones have the real titles. */
  public List<NewRelease> releases(int count, List<Franchise> franchises) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            new NewRelease(new ReleaseId(ids.next()), details(number, franchises), null, ADDED))
        .toList();
  }

  /** A score for each release. */
  public Map<ReleaseId, Double> scores(List<NewRelease> releases) {
    return releases.stream()
        .map(NewRelease::id)
        .collect(Collectors.toMap(release -> release, release -> score()));
  }

  private static List<Titles> realTitles() {
    try (var file = LargeCatalogue.class.getResourceAsStream(TITLES)) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Titles::parsed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double score() {
    return random.nextDouble() < NEVER_SEEN ? 0 : HIGHEST_SCORE * Math.pow(random.nextDouble(), 3);
  }

  private ReleaseDetails details(int number, List<Franchise> franchises) {
    var titles = number < real.size() ? real.get(number) : crossed();
    return new ReleaseDetails(
        titles.title(),
        description(),
        someGenres(),
        random.nextDouble() < IN_A_FRANCHISE
            ? franchises.get(skewed(franchises.size())).id()
            : null,
        FIRST.plus(Duration.ofDays(random.nextInt(DAYS))),
        status(),
        someTags(),
        "https://img.example.org/poster/" + number + ".jpg",
        "https://img.example.org/banner/" + number + ".jpg",
        1 + skewed(100),
        titles.alternatives(),
        Map.of("mal", String.valueOf(number), "anilist", String.valueOf(number * 3L)));
  }

  /** The front of one title before the back of another, in every language that both have. */
  private Titles crossed() {
    var front = any(real);
    var back = any(real);
    var alternatives = new ArrayList<AlternativeTitle>();
    for (var alternative : front.alternatives()) {
      back.alternatives().stream()
          .filter(other -> other.language().equals(alternative.language()))
          .findFirst()
          .map(other -> crossed(alternative.title(), other.title()))
          .map(title -> new AlternativeTitle(alternative.language(), title))
          .filter(title -> !alternatives.contains(title))
          .ifPresent(alternatives::add);
    }
    return new Titles(crossed(front.title(), back.title()), alternatives);
  }

  private static String crossed(String front, String back) {
    var title = front.substring(0, middle(front)) + back.substring(middle(back));
    return title.isBlank() ? front : title;
  }

  /** After a word in the middle if there are words, never inside of a character. */
  private static int middle(String title) {
    var space = title.indexOf(' ', title.length() / 2);
    return space > 0
        ? space
        : title.offsetByCodePoints(0, title.codePointCount(0, title.length()) / 2);
  }

  private @Nullable String description() {
    var sentences = random.nextInt(MOST_SENTENCES);
    return sentences == 0
        ? null
        : IntStream.range(0, sentences)
            .mapToObj(sentence -> "After " + any(real).title() + " nothing is as it was.")
            .collect(Collectors.joining(" "));
  }

  private Set<GenreId> someGenres() {
    var some = new LinkedHashSet<GenreId>();
    var most = 1 + random.nextInt(MOST_GENRES);
    for (int i = 0; i < most; i++) {
      some.add(genres.get(skewed(GENRES)).id());
    }
    return some;
  }

  private List<String> someTags() {
    var some = new LinkedHashSet<String>();
    var most = random.nextInt(MOST_TAGS);
    for (int i = 0; i < most; i++) {
      some.add("tag " + skewed(TAGS));
    }
    return List.copyOf(some);
  }

  private ReleaseStatus status() {
    var percent = random.nextInt(100);
    if (percent < 78) {
      return ReleaseStatus.COMPLETED;
    }
    if (percent < 88) {
      return ReleaseStatus.ANNOUNCED;
    }
    if (percent < 96) {
      return ReleaseStatus.ONGOING;
    }
    return percent < 99 ? ReleaseStatus.HIATUS : ReleaseStatus.CANCELLED;
  }

  /** A number below {@code bound}, each about as likely as one divided by its rank. */
  private int skewed(int bound) {
    return (int) Math.pow(bound + 1.0, random.nextDouble()) - 1;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The titles of one release. */
  private record Titles(String title, List<AlternativeTitle> alternatives) {

    private static Titles parsed(String line) {
      var titles = line.split("\t");
      var alternatives =
          Stream.of(titles)
              .skip(1)
              .map(title -> title.split("=", 2))
              .map(title -> new AlternativeTitle(title[0], title[1]))
              .toList();
      return new Titles(titles[0], alternatives);
    }
  }
}

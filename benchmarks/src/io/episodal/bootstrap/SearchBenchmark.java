package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.LargeCatalogue;
import io.episodal.testkit.SequentialIds;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of releases in every order with every filter, and searches them, in a large
 * catalogue. Arguments: a directory for the data, which are made if they are not there, and the
 * number of releases.
 */
public final class SearchBenchmark {
  private static final int CONNECTIONS = 4;
  private static final int CHUNK = 10_000;
  private static final int WARM_UPS = 8;
  private static final int RUNS = 15;
  private static final int LIMIT = 50;
  private static final Filter NONE = new Filter(null, null, null, null, null);

  /** A third of the releases got views this week, most of them few. */
  private static final String VIEWS =
      """
      update episodal.release_stats
      set total_views = abs(hashtext(release_id::text)) % 30000 / 10
      where stat_window = '7d' and abs(hashtext(release_id::text)) % 30 < 10
      """;

  private final Persistence persistence;
  private final int releases;

  private SearchBenchmark(Persistence persistence, int releases) {
    this.persistence = persistence;
    this.releases = releases;
  }

  public static void main(String[] arguments) throws SQLException {
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), System.out::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      try (var persistence =
          PostgresPersistence.connect(
              postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS)) {
        persistence.migrate();
        var benchmark = new SearchBenchmark(persistence, Integer.parseInt(arguments[1]));
        benchmark.load(postgres);
        benchmark.run();
      }
    }
  }

  private void load(EmbeddedPostgres postgres) throws SQLException {
    if (page(NONE.by(Sort.NEWEST), 0) == releases) {
      return;
    }
    System.out.printf(ROOT, "Making %,d releases ...%n", releases);
    var catalogue = new LargeCatalogue(new SequentialIds(), 1);
    var franchises = catalogue.franchises(releases);
    var made = catalogue.releases(releases, franchises);
    persistence
        .unitOfWork()
        .run(tx -> {
          tx.genres().add(catalogue.genres());
          tx.franchises().add(franchises);
        });
    for (int from = 0; from < releases; from += CHUNK) {
      var chunk = made.subList(from, Math.min(releases, from + CHUNK));
      persistence
          .unitOfWork()
          .run(tx -> {
            tx.releases().add(chunk);
            tx.figures().putScores(catalogue.scores(chunk));
          });
    }
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(VIEWS);
      statement.execute("vacuum analyze");
    }
  }

  private void run() {
    System.out.printf(
        ROOT,
        "%-28s %9s %s%n",
        "ms, the median of " + RUNS,
        "found",
        Arrays.toString(Sort.values()));
    var lists =
        measured(
            Map.of(
                "all", NONE,
                "all, but the first 90 %", NONE,
                "status of most", new Filter(null, ReleaseStatus.COMPLETED, null, null, null),
                "status of few", new Filter(null, ReleaseStatus.CANCELLED, null, null, null),
                "common genre", new Filter(null, null, genre(0), null, null),
                "rare genre", new Filter(null, null, genre(39), null, null),
                "franchise", new Filter(null, null, null, franchise(), null),
                "common tag", new Filter(null, null, null, null, LargeCatalogue.COMMON_TAG),
                "rare tag", new Filter(null, null, null, null, "tag 2500"),
                "status, genre and tag",
                    new Filter(
                        null, ReleaseStatus.COMPLETED, genre(0), null, LargeCatalogue.COMMON_TAG)));
    var searches = measured(searches());
    System.out.printf(ROOT, "RESULT lists_ms=%.2f search_ms=%.2f%n", lists, searches);
  }

  private static Map<String, Filter> searches() {
    var typed =
        Stream.of("s", "magic", "magi s", "д", "Детек", "の", "転生", "ナルト", "の s", "魔法", "不", "zzz");
    var searches =
        typed.collect(
            Collectors.toMap(
                text -> "q " + text,
                text -> new Filter(text, null, null, null, null),
                (one, other) -> one,
                LinkedHashMap::new));
    searches.put("q の, completed", new Filter("の", ReleaseStatus.COMPLETED, null, null, null));
    searches.put("q of 200 characters", new Filter(distinctPairs(), null, null, null, null));
    return searches;
  }

  /** Prints the median of every order, and answers the highest. */
  private double measured(Map<String, Filter> filters) {
    var highest = 0.0;
    for (var entry : filters.entrySet()) {
      var skip = entry.getKey().contains("90 %") ? releases * 9L / 10 : 0;
      var medians = new double[Sort.values().length];
      var found = 0L;
      for (var sort : Sort.values()) {
        var query = entry.getValue().by(sort);
        found = page(query, skip);
        medians[sort.ordinal()] = median(query, skip);
      }
      highest = Math.max(highest, Arrays.stream(medians).max().orElseThrow());
      System.out.printf(
          ROOT,
          "%-28s %,9d %s%n",
          entry.getKey(),
          found,
          Arrays.stream(medians).mapToObj("%8.2f"::formatted).collect(Collectors.joining()));
    }
    return highest;
  }

  private double median(ReleaseQuery query, long skip) {
    for (int i = 0; i < WARM_UPS; i++) {
      page(query, skip);
    }
    var millis = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      var begun = System.nanoTime();
      page(query, skip);
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return millis[RUNS / 2];
  }

  /** Reads a page and answers how many there are. */
  private long page(ReleaseQuery query, long skip) {
    return persistence
        .unitOfWork()
        .read(tx -> tx.releases().page(query, new PageRequest(skip, LIMIT, null)))
        .total();
  }

  private GenreId genre(int rank) {
    return persistence
        .unitOfWork()
        .read(tx -> tx.genres().byName(List.of("Genre " + rank)))
        .get("Genre " + rank);
  }

  private FranchiseId franchise() {
    return persistence
        .unitOfWork()
        .read(tx -> tx.franchises().byName(List.of("Franchise 0")))
        .get("Franchise 0");
  }

  /** As long a text as is allowed, each of whose pairs of characters is another one. */
  private static String distinctPairs() {
    return Stream.iterate(0x4e00, character -> character + 1)
        .limit(200)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private record Filter(
      @Nullable String text,
      @Nullable ReleaseStatus status,
      @Nullable GenreId genre,
      @Nullable FranchiseId franchise,
      @Nullable String tag) {
    private ReleaseQuery by(Sort sort) {
      return new ReleaseQuery(text, status, genre, franchise, tag, sort);
    }
  }
}

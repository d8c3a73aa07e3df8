package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.PageRequest;
import io.episodal.testkit.LargeCatalogue;
import io.episodal.testkit.SequentialIds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lists of releases use their indexes, whatever the order and the filter. The plans are those of
 * the statements that are sent; they are judged by the pages they look at, which no other load of
 * the machine changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresReleasePlansTest {
  private static final int RELEASES = 10_000;
  private static final int LIMIT = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ALL_FILTERS = "all filters";

  /** What 51 releases with their genres, franchises and scores take by primary keys. */
  private static final int PAGES_SHOWN = 51 * 30;

  /** Searching all releases for a letter takes 850, walking to the 51st of them about as many. */
  private static final int MOST_PAGES = 2 * PAGES_SHOWN + 850;

  private static final Set<String> SMALL = Set.of("genres", "pg_class", "release_scores");

  /** Nothing but the test decides when there are figures to plan by. */
  private static final String QUIET =
      """
      alter table episodal.releases set (autovacuum_enabled = off);
      alter table episodal.release_search set (autovacuum_enabled = off);
      alter table episodal.release_genres set (autovacuum_enabled = off);
      alter table episodal.release_scores set (autovacuum_enabled = off);
      alter table episodal.release_stats set (autovacuum_enabled = off);
      """;

  private static final String PAGES_NOT_VACUUMED =
      """
      select bool_or(relallvisible < relpages)
      from pg_class
      where relnamespace = 'episodal'::regnamespace and relkind = 'r' and relname like 'release%'
      """;

  private static final String VIEWS =
      """
      update episodal.release_scores set trending = abs(hashtext(release_id::text)) % 1000
      where abs(hashtext(release_id::text)) % 5 = 0
      """;

  private final TestDatabase database = TestDatabase.empty();
  private final RecordedStatements statements = new RecordedStatements(database.dataSource());
  private final PostgresPersistence persistence = PostgresPersistence.over(statements.dataSource());
  private final Map<String, Filter> filters = new LinkedHashMap<>();

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

  @BeforeAll
  void load() throws SQLException {
    persistence.migrate();
    execute(QUIET);
    var catalogue = new LargeCatalogue(new SequentialIds(), 1);
    var franchises = catalogue.franchises(RELEASES);
    var releases = catalogue.releases(RELEASES, franchises);
    persistence
        .unitOfWork()
        .run(tx -> {
          tx.genres().add(catalogue.genres());
          tx.franchises().add(franchises);
          tx.releases().add(releases);
          tx.figures().putScores(catalogue.scores(releases));
        });
    execute(VIEWS);
    vacuum();
    var genres = catalogue.genres();
    filters.put("status of most", new Filter(null, ReleaseStatus.COMPLETED, null, null, null));
    filters.put("status of few", new Filter(null, ReleaseStatus.CANCELLED, null, null, null));
    filters.put("common genre", new Filter(null, null, genres.getFirst().id(), null, null));
    filters.put("rare genre", new Filter(null, null, genres.getLast().id(), null, null));
    filters.put("franchise", new Filter(null, null, null, franchises.getFirst().id(), null));
    filters.put("common tag", new Filter(null, null, null, null, LargeCatalogue.COMMON_TAG));
    filters.put("rare tag", new Filter(null, null, null, null, "tag 2500"));
    filters.put("unknown tag", new Filter(null, null, null, null, "it's \\ not there"));
    Stream.of("s", "の", "東", "naruto", "ストーリー", "сто", "zzz", distinctPairs())
        .forEach(text -> filters.put("q " + text, new Filter(text, null, null, null, null)));
    filters.put(
        ALL_FILTERS,
        new Filter(
            "の", ReleaseStatus.COMPLETED, genres.getFirst().id(), null, LargeCatalogue.COMMON_TAG));
  }

  @AfterAll
  void close() {
    persistence.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void anUnfilteredPageWalksTheIndexOfItsOrder(Sort sort) {
    var query = new Filter(null, null, null, null, null).by(sort);
    var index =
        switch (sort) {
          case NEWEST -> "releases_newest";
          case TITLE -> "releases_by_title";
          case POPULARITY -> "release_scores_by_popularity";
          case TRENDING -> "release_scores_by_trending";
        };

    for (var request : List.of(PageRequest.first(LIMIT), afterSome(query))) {
      var plans = plans(query, request);

      assertEquals(2, plans.size());
      assertTrue(plans.getLast().indexes().contains(index), plans::toString);
      assertTrue(plans.getLast().pages() < PAGES_SHOWN, plans::toString);
      assertReadsNoTableWhole(plans);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFilteredPageReadsNoTableWhole(Sort sort) {
    filters.forEach((name, filter) -> {
      var query = filter.by(sort);
      for (var request : List.of(PageRequest.first(LIMIT), afterSome(query))) {
        var plans = plans(query, request);

        assertTrue(plans.size() <= 3, () -> name + " takes " + plans);
        assertReadsNoTableWhole(plans);
        assertTrue(pages(plans) <= most(name), () -> name + " reads " + pages(plans) + plans);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void skippingReadsNothingOfWhatIsSkippedButItsKeys(Sort sort) {
    var query = new Filter(null, null, null, null, null).by(sort);

    var plans = plans(query, new PageRequest(RELEASES - 100, LIMIT, null));

    assertReadsNoTableWhole(plans);
    assertTrue(plans.getLast().pages() < PAGES_SHOWN, plans::toString);
  }

  @Test
  void beyondTheEndOnlyTheCountIsRead() {
    var query = new Filter(null, null, null, null, null).by(Sort.TITLE);

    assertEquals(1, plans(query, new PageRequest(RELEASES, LIMIT, null)).size());
  }

  /** Vacuums until nobody's snapshot is in the way, such as that of a table being analysed. */
  private void vacuum() throws SQLException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      assertTrue(System.nanoTime() < deadline, "some pages do not become all-visible");
      execute("vacuum analyze");
    } while (holds(PAGES_NOT_VACUUMED));
  }

  private boolean holds(String question) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertReadsNoTableWhole(List<Plan> plans) {
    for (var plan : plans) {
      assertTrue(SMALL.containsAll(plan.tablesReadWhole()), plan::toString);
    }
  }

  /** Of several filters at once, one is asked of its index and the others of each release. */
  private static long most(String filter) {
    return filter.equals(ALL_FILTERS) ? 3 * MOST_PAGES : MOST_PAGES;
  }

  private static long pages(List<Plan> plans) {
    return plans.stream().mapToLong(Plan::pages).sum();
  }

  private PageRequest afterSome(ReleaseQuery query) {
    Cursor cursor =
        persistence
            .unitOfWork()
            .read(tx -> tx.releases().page(query, PageRequest.first(LIMIT)).nextCursor());
    return new PageRequest(0, LIMIT, cursor);
  }

  private List<Plan> plans(ReleaseQuery query, PageRequest request) {
    var sent =
        statements.during(
            () -> persistence.unitOfWork().read(tx -> tx.releases().page(query, request)));
    try (var connection = database.dataSource().getConnection()) {
      var plans = new ArrayList<Plan>();
      for (var statement : sent) {
        plans.add(Plan.of(connection, statement));
      }
      return plans;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** As long a text as is allowed, each of whose pairs of characters is another one. */
  private static String distinctPairs() {
    return Stream.iterate(0x4e00, character -> character + 1)
        .limit(200)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

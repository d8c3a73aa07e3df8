package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.application.Episodal;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SequentialIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Fills an empty store with real titles and with people who were made up, who follow, rate and
 * watch them: the same rows in every run. Views are written as the server writes them, in the order
 * of their arrival, a thousand in a transaction, and are not rolled up. Not thread-safe.
 */
final class BenchmarkData {
  private static final int RELEASES = 2_000;
  private static final int MOST_EPISODES = 40;
  private static final int GROUP = 1_000;

  private static final String APPEND =
      """
      insert into episodal.view_events
        (id, release_id, episode_id, viewer, signed_in, viewed_at, watched_seconds, completion,
         engaged, flag)
      select id, release_id, episode_id, viewer, signed_in, viewed_at, watched_seconds, completion,
        engaged, flag
      from arrivals where place > ? and place <= ?
      order by place
      """;

  private static final String FINGERPRINT =
      """
      select count(*), coalesce(sum(hashtextextended(
        (id, release_id, episode_id, viewer, signed_in, viewed_at, watched_seconds, completion,
          engaged, flag)::text, 0)), 0)
      from episodal.view_events
      """;

  private final Persistence persistence;
  private final Connection connection;
  private final DataSize size;
  private final Path scripts;

  /**
   * Data that are not made yet.
   *
   * @param scripts the directory of the SQL
   */
  BenchmarkData(Persistence persistence, Connection connection, DataSize size, Path scripts) {
    this.persistence = persistence;
    this.connection = connection;
    this.size = size;
    this.scripts = scripts;
  }

  /** Makes all of it from the titles of a catalogue. */
  void make(CatalogueSource catalogue) throws SQLException, IOException {
    persistence.migrate();
    importTitles(catalogue);
    execute("set timezone = 'UTC'");
    execute("set work_mem = '192MB'");
    execute("set temp_buffers = '64MB'");
    execute("set max_parallel_workers_per_gather = 0");
    execute("set synchronous_commit = off");
    run("viewing");
    run("followers");
    persistence
        .unitOfWork()
        .run(tx -> tx.viewLog().preparePartitions(DataSize.BEGIN, DataSize.END.minusSeconds(1)));
    run("views");
    append();
    run("notifications");
    execute("discard temp");
    execute("vacuum analyze");
    execute("checkpoint");
    verify();
  }

  /** How many views there are, and a number that other views would change. */
  String fingerprint() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(FINGERPRINT)) {
      rows.next();
      return String.format(
          ROOT, "%,d views, fingerprint %s", rows.getLong(1), rows.getBigDecimal(2));
    }
  }

  private void importTitles(CatalogueSource source) {
    var begun = System.nanoTime();
    var clock = Clock.fixed(DataSize.BEGIN, ZoneOffset.UTC);
    try (var episodal =
        Episodal.builder()
            .persistence(persistence)
            .clock(clock)
            .ids(new SequentialIds())
            .backgroundThreads(0)
            .build()) {
      var report = episodal.catalog().imports().importTitles(titles(source), Audience.NOBODY);
      tell("titles: " + report, begun);
    }
  }

  /** Titles of all times, as many from each. */
  private static List<Title> titles(CatalogueSource source) {
    var all = new ArrayList<Title>();
    Catalogue.read(source).titles(DataSize.END, MOST_EPISODES).forEach(all::add);
    if (all.size() < RELEASES) {
      throw new IllegalArgumentException(
          "The catalogue has %,d titles, %,d are needed".formatted(all.size(), RELEASES));
    }
    all.sort(Comparator.comparing(BenchmarkData::begin).thenComparing(Title::key));
    return IntStream.range(0, RELEASES).mapToObj(i -> all.get(i * all.size() / RELEASES)).toList();
  }

  private static Instant begin(Title title) {
    return Objects.requireNonNullElse(title.details().releaseDate(), Instant.MIN);
  }

  private void append() throws SQLException {
    var begun = System.nanoTime();
    try (var statement = connection.prepareStatement(APPEND)) {
      for (int from = 0; from < size.views(); from += GROUP) {
        statement.setInt(1, from);
        statement.setInt(2, from + GROUP);
        statement.executeUpdate();
      }
    }
    tell("views written", begun);
  }

  private void verify() throws SQLException {
    expect(RELEASES, "episodal.releases");
    expect(size.views(), "episodal.view_events");
    expect(size.notifications(), "episodal.inbox");
    expect(0, "episodal.view_events_rest");
  }

  private void expect(long expected, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      if (rows.getLong(1) != expected) {
        throw new IllegalStateException(
            "%s has %,d rows instead of %,d".formatted(table, rows.getLong(1), expected));
      }
    }
  }

  private void run(String script) throws SQLException, IOException {
    var begun = System.nanoTime();
    execute(size.fill(Files.readString(scripts.resolve(script + ".sql"))));
    tell(script, begun);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void tell(String what, long begun) {
    System.out.printf(ROOT, "  %6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, what);
  }
}

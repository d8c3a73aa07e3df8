package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a catalogue into an empty store again and again, from the first byte read to the commit,
 * each time beside a raw {@code COPY} of the very same rows into the same tables, in one
 * transaction. Arguments: an empty directory, how often the demo's titles are repeated or a file,
 * the number of pairs to warm up and of pairs that count.
 */
public final class ImportBenchmark {
  private static final int CONNECTIONS = 2;

  private final Episodal episodal;
  private final CatalogueSource source;
  private final RawRows rows;
  private final long postmaster;
  private int turn;

  private ImportBenchmark(
      Episodal episodal, CatalogueSource source, RawRows rows, long postmaster) {
    this.episodal = episodal;
    this.source = source;
    this.rows = rows;
    this.postmaster = postmaster;
  }

  public static void main(String[] arguments) throws SQLException, IOException {
    var directory = Path.of(arguments[0]);
    var warmUps = Integer.parseInt(arguments[2]);
    var pairs = Integer.parseInt(arguments[3]);
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    var file =
        arguments[1].matches("\\d+")
            ? RepeatedDemo.write(directory, Integer.parseInt(arguments[1]))
            : Path.of(arguments[1]);
    try (var postgres = EmbeddedPostgres.start(directory, ImportBenchmark::tell)) {
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      try (var persistence =
              PostgresPersistence.connect(
                  postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS);
          var episodal =
              Episodal.builder().persistence(persistence).backgroundThreads(0).build();
          var rows = new RawRows(postgres, directory)) {
        new ImportBenchmark(episodal, CatalogueSource.file(file), rows, postgres.pid())
            .run(warmUps, pairs);
      }
    }
  }

  private void run(int warmUps, int pairs) throws SQLException, IOException {
    var first = importAll();
    var count = rows.save();
    tell("first import, cold: " + first + ", " + first.report());
    var bestRaw = Double.POSITIVE_INFINITY;
    var bestImport = Double.POSITIVE_INFINITY;
    for (int i = 1; i <= warmUps; i++) {
      pair("warm-up " + i);
    }
    for (int i = 1; i <= pairs; i++) {
      var pair = pair("pair " + i);
      bestRaw = Math.min(bestRaw, pair.raw().millis());
      bestImport = Math.min(bestImport, pair.imported().millis());
    }
    System.out.printf(
        ROOT, "RESULT rows=%d import_ms=%.0f raw_ms=%.0f%n", count, bestImport, bestRaw);
  }

  /** The one that goes first changes from pair to pair. */
  private Pair pair(String name) throws SQLException, IOException {
    var rawFirst = turn++ % 2 == 0;
    var early = rawFirst ? copyRaw() : null;
    var imported = importAll();
    var raw = early == null ? copyRaw() : early;
    System.out.printf(
        ROOT,
        "%s: import %s, raw %s, ratio %.2f%n",
        name,
        imported,
        raw,
        raw.millis() / imported.millis());
    return new Pair(raw, imported);
  }

  private Run importAll() throws SQLException {
    rows.empty();
    var before = Cpu.now(postmaster);
    var begun = System.nanoTime();
    var titles = Catalogue.read(source).titles(episodal.clock().instant());
    var report = episodal.catalog().imports().importTitles(titles, Audience.NOBODY);
    var millis = (System.nanoTime() - begun) / 1e6;
    return new Run(millis, Cpu.now(postmaster).since(before), Optional.of(report));
  }

  private Run copyRaw() throws SQLException, IOException {
    rows.empty();
    var before = Cpu.now(postmaster);
    var begun = System.nanoTime();
    rows.copy();
    var millis = (System.nanoTime() - begun) / 1e6;
    return new Run(millis, Cpu.now(postmaster).since(before), Optional.empty());
  }

  private static void tell(String line) {
    System.out.println(line);
  }

  /** How long it took, and the CPU time it used. */
  private record Run(double millis, Cpu cpu, Optional<Report> report) {
    @Override
    public String toString() {
      return String.format(
          ROOT,
          "%.0f ms (CPU: PostgreSQL %.0f ms, JVM %.0f ms)",
          millis,
          cpu.postgres(),
          cpu.jvm());
    }
  }

  /** Two ways to write the same rows. */
  private record Pair(Run raw, Run imported) {}
}

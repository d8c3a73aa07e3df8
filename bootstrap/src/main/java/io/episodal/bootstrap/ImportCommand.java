package io.episodal.bootstrap;

import io.episodal.domain.catalog.port.in.ImportCatalog;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Report;
import io.episodal.domain.shared.DomainException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code episodal import}: brings a file of titles into the catalogue, all of it or nothing. */
@Command(
    name = "import",
    description = {
      "Adds the titles of a file and the episodes that their dates imply, all of them or none.",
      "",
      "The file is the JSON of bangumi-data, gzipped or not:",
      "https://github.com/bangumi-data/bangumi-data",
      "It is read to its end before anything is changed. Importing again adds what is new; what"
          + " was edited stays as it is, what was deleted stays deleted. A server that uses the"
          + " same database may run meanwhile.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private final Consumer<String> tell;

  @Parameters(paramLabel = "FILE", description = "File to import.")
  @Nullable Path file;

  @Option(
      names = "--notify",
      description = "Tell followers of what is new; without it nobody is told.")
  boolean notify;

  @Option(names = "--dry-run", description = "Only check the file and say what would be added.")
  boolean dryRun;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "Directory for all data.")
  @Nullable String dataDirectory;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File of KEY=value lines with settings, as for serve.")
  @Nullable Path configFile;

  ImportCommand(Consumer<String> tell) {
    this.tell = tell;
  }

  @Override
  public Integer call() {
    var flags = new EnumMap<Setting, String>(Setting.class);
    if (dataDirectory != null) {
      flags.put(Setting.DATA_DIR, dataDirectory);
    }
    var settings = Settings.of(flags, System.getenv(), Optional.ofNullable(configFile));
    Logs.configure(settings);
    var config = ServerConfig.of(settings);
    var path = Objects.requireNonNull(file);
    var catalogue = Catalogue.read(CatalogueSource.file(path));
    tell.accept(
        "%s is good: %,d titles, %,d franchises"
            .formatted(path, catalogue.size(), catalogue.franchises()));
    if (dryRun && hasNoDatabase(config)) {
      tell.accept(
          "There is no database in %s yet: all of it would be added."
              .formatted(config.dataDirectory()));
      return 0;
    }
    try (var store = ImportStore.open(config, tell)) {
      run(
          store.episodal().catalog().imports(),
          catalogue.titles(store.episodal().clock().instant()),
          catalogue.size());
      return 0;
    } catch (DomainException e) {
      throw new RefusedCatalogue(
          "%s was not imported, nothing was changed: %s.".formatted(path, e.error().detail()), e);
    }
  }

  private void run(ImportCatalog imports, Iterable<ImportCatalog.Title> titles, int size) {
    var begun = System.nanoTime();
    Report report;
    try (var display = ProgressDisplay.of(dryRun ? "Comparing" : "Importing", size, tell)) {
      var watched = new TitleProgress(titles, display::at);
      report =
          dryRun
              ? imports.preview(watched)
              : imports.importTitles(watched, notify ? Audience.FOLLOWERS : Audience.NOBODY);
    }
    tell(report, (System.nanoTime() - begun) / 1e9);
  }

  private void tell(Report report, double seconds) {
    tell.accept(
        (dryRun ? "Would be added" : "Added in %.1f s".formatted(seconds))
            + ": %,d releases, %,d episodes, %,d genres, %,d franchises"
                .formatted(
                    report.releases(), report.episodes(), report.genres(), report.franchises()));
    tell.accept(
        "Left as they are: %,d releases, %,d episodes; left out because they were deleted here:"
                .formatted(report.knownReleases(), report.knownEpisodes())
            + " %,d releases".formatted(report.deletedReleases()));
    if (notify && !dryRun) {
      tell.accept(
          "Followers are told by the server, by one that is not running at its next start.");
    }
  }

  private static boolean hasNoDatabase(ServerConfig config) {
    return config.database().isEmpty()
        && !Files.exists(EmbeddedPostgres.database(config.dataDirectory()));
  }
}

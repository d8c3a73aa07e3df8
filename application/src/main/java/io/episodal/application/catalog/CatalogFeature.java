package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.job.Schedule;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about the catalogue, and its background work. */
public final class CatalogFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(new Schedule(ReleaseDueEpisodes.KIND, Duration.ofSeconds(2)));

  private CatalogFeature() {}

  public static Catalog create(Engine engine) {
    var edits = new EditService(engine);
    return new Catalog(
        new BrowseService(engine),
        new ReleaseService(engine, edits),
        new EpisodeService(engine, edits),
        new GenreService(engine, edits),
        new FranchiseService(engine, edits),
        new BatchService(engine, edits),
        new RatingService(engine),
        new ImportService(engine));
  }

  public static List<JobHandler> handlers(Engine engine) {
    return List.of(new ReleaseDueEpisodes(engine));
  }
}

package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.CatalogEvent.EpisodeReleased;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;

/** Releases the episodes whose date has come. */
final class ReleaseDueEpisodes implements JobHandler {
  static final String KIND = "release_due_episodes";

  private static final int MOST = 500;

  private final Engine engine;

  ReleaseDueEpisodes(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var released = tx.episodes().releaseDue(engine.now(), MOST);
    if (released.isEmpty()) {
      return Outcome.done();
    }
    tx.jobs()
        .add(
            released.stream()
                .<NewJob>map(episode ->
                    new EpisodeReleased(episode.id()).asJob(new JobId(engine.ids().next()), null))
                .toList());
    engine.wakeAfter(tx);
    engine.evictAfter(tx, Tag.CATALOGUE);
    return released.size() < MOST ? Outcome.done() : Outcome.more(Map.of());
  }
}

package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.CatalogEvent.EpisodesReleased;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;

/**
 * Releases the episodes whose date has come. Those of one release that come in one step are
 * announced together.
 */
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
    engine.queue(tx, EpisodesReleased.of(released), null);
    engine.evictAfter(tx, Tag.CATALOGUE);
    return released.size() < MOST ? Outcome.done() : Outcome.more(Map.of());
  }
}

package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfEpisode;
import io.episodal.domain.catalog.port.in.ManageEpisodes;

/** Edits episodes. */
final class EpisodeService implements ManageEpisodes {
  private final Engine engine;
  private final Changes changes;

  EpisodeService(Engine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Override
  public Accepted<EpisodeId> create(Creation creation) {
    var id = new EpisodeId(engine.ids().next());
    return changes.one("create_episode", id, new OfEpisode(id, new Action.Create<>(creation)));
  }

  @Override
  public Accepted<EpisodeId> update(EpisodeId id, Update update) {
    var edit = new OfEpisode(id, new Action.Update<>(update.checked()));
    return changes.one("update_episode", id, edit);
  }

  @Override
  public Accepted<EpisodeId> delete(EpisodeId id) {
    return changes.one("delete_episode", id, new OfEpisode(id, new Action.Delete<>()));
  }
}

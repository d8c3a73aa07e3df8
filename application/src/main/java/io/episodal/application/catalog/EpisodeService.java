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
  private final EditService edits;

  EpisodeService(Engine engine, EditService edits) {
    this.engine = engine;
    this.edits = edits;
  }

  @Override
  public Accepted<EpisodeId> create(Creation creation) {
    var id = new EpisodeId(engine.ids().next());
    return edits.one("create_episode", id, new OfEpisode(id, new Action.Create<>(creation)));
  }

  @Override
  public Accepted<EpisodeId> update(EpisodeId id, Update update) {
    var edit = new OfEpisode(id, new Action.Update<>(update.checked()));
    return edits.one("update_episode", id, edit);
  }

  @Override
  public Accepted<EpisodeId> delete(EpisodeId id) {
    return edits.one("delete_episode", id, new OfEpisode(id, new Action.Delete<>()));
  }
}

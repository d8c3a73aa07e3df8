package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfRelease;
import io.episodal.domain.catalog.port.in.ManageReleases;

/** Edits releases. */
final class ReleaseService implements ManageReleases {
  private final Engine engine;
  private final EditService edits;

  ReleaseService(Engine engine, EditService edits) {
    this.engine = engine;
    this.edits = edits;
  }

  @Override
  public Accepted<ReleaseId> create(ReleaseDetails details) {
    var id = new ReleaseId(engine.ids().next());
    return edits.one("create_release", id, new OfRelease(id, new Action.Create<>(details)));
  }

  @Override
  public Accepted<ReleaseId> update(ReleaseId id, Update update) {
    var edit = new OfRelease(id, new Action.Update<>(update.checked()));
    return edits.one("update_release", id, edit);
  }

  @Override
  public Accepted<ReleaseId> delete(ReleaseId id) {
    return edits.one("delete_release", id, new OfRelease(id, new Action.Delete<>()));
  }
}

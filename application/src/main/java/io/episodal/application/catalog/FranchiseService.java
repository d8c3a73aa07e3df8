package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfFranchise;
import io.episodal.domain.catalog.port.in.ManageFranchises;
import io.episodal.domain.shared.Change;

/** Edits franchises. */
final class FranchiseService implements ManageFranchises {
  private final Engine engine;
  private final EditService edits;

  FranchiseService(Engine engine, EditService edits) {
    this.engine = engine;
    this.edits = edits;
  }

  @Override
  public Accepted<FranchiseId> create(Named details) {
    var id = new FranchiseId(engine.ids().next());
    return edits.one("create_franchise", id, new OfFranchise(id, new Action.Create<>(details)));
  }

  @Override
  public Accepted<FranchiseId> update(
      FranchiseId id, Change<String> name, Change<String> description) {
    var update = new NamedUpdate(name, description).checked();
    return edits.one("update_franchise", id, new OfFranchise(id, new Action.Update<>(update)));
  }

  @Override
  public Accepted<FranchiseId> delete(FranchiseId id) {
    return edits.one("delete_franchise", id, new OfFranchise(id, new Action.Delete<>()));
  }
}

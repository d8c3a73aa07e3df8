package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfGenre;
import io.episodal.domain.catalog.port.in.ManageGenres;
import io.episodal.domain.shared.Change;

/** Edits genres. */
final class GenreService implements ManageGenres {
  private final Engine engine;
  private final EditService edits;

  GenreService(Engine engine, EditService edits) {
    this.engine = engine;
    this.edits = edits;
  }

  @Override
  public Accepted<GenreId> create(Named details) {
    var id = new GenreId(engine.ids().next());
    return edits.one("create_genre", id, new OfGenre(id, new Action.Create<>(details)));
  }

  @Override
  public Accepted<GenreId> update(GenreId id, Change<String> name, Change<String> description) {
    var update = new NamedUpdate(name, description).checked();
    return edits.one("update_genre", id, new OfGenre(id, new Action.Update<>(update)));
  }

  @Override
  public Accepted<GenreId> delete(GenreId id) {
    return edits.one("delete_genre", id, new OfGenre(id, new Action.Delete<>()));
  }
}

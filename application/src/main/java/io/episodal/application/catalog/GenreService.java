package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.port.in.ManageGenres;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;

/** Edits genres. */
final class GenreService implements ManageGenres {
  private final Engine engine;
  private final Changes changes;

  GenreService(Engine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Override
  public Accepted<GenreId> create(Named details) {
    return engine
        .unitOfWork()
        .write(tx -> {
          var id = new GenreId(engine.ids().next());
          var now = engine.now();
          tx.genres().add(new Genre(id, details.name(), details.description(), now, now));
          return changes.accept(tx, "create_genre", id, id.value());
        });
  }

  @Override
  public Accepted<GenreId> update(GenreId id, Change<String> name, Change<String> description) {
    new Named(name.applyTo("any", ""), description.applyTo(null));
    return engine
        .unitOfWork()
        .write(tx -> {
          var present =
              tx.genres().findForUpdate(id).orElseThrow(() -> DomainException.notFound("genre"));
          var changed =
              new Named(name.applyTo(present.name(), ""), description.applyTo(present.text()));
          if (!changed.equals(new Named(present.name(), present.text()))) {
            tx.genres()
                .replace(
                    new Genre(
                        id,
                        changed.name(),
                        changed.description(),
                        present.createdAt(),
                        engine.now()));
          }
          return changes.accept(tx, "update_genre", id, id.value());
        });
  }

  @Override
  public Accepted<GenreId> delete(GenreId id) {
    return engine
        .unitOfWork()
        .write(tx -> {
          if (tx.genres().findForUpdate(id).isEmpty()) {
            throw DomainException.notFound("genre");
          }
          var users = tx.genres().releasesIn(id);
          if (users > 0) {
            throw DomainException.conflict(
                "this genre is in use by " + users + (users == 1 ? " release" : " releases"));
          }
          tx.genres().remove(id);
          tx.subscriptions().deactivateAll(new SubscriptionTarget.OfGenre(id));
          return changes.accept(tx, "delete_genre", id, id.value());
        });
  }
}

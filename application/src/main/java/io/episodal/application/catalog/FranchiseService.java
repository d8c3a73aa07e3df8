package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.port.in.ManageFranchises;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;

/** Edits franchises. */
final class FranchiseService implements ManageFranchises {
  private final Engine engine;
  private final Changes changes;

  FranchiseService(Engine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Override
  public Accepted<FranchiseId> create(Named details) {
    return engine
        .unitOfWork()
        .write(tx -> {
          var id = new FranchiseId(engine.ids().next());
          var now = engine.now();
          tx.franchises().add(new Franchise(id, details.name(), details.description(), now, now));
          return changes.accept(tx, "create_franchise", id, id.value());
        });
  }

  @Override
  public Accepted<FranchiseId> update(
      FranchiseId id, Change<String> name, Change<String> description) {
    new Named(name.applyTo("any", ""), description.applyTo(null));
    return engine
        .unitOfWork()
        .write(tx -> {
          var present =
              tx.franchises()
                  .findForUpdate(id)
                  .orElseThrow(() -> DomainException.notFound("franchise"));
          var changed =
              new Named(name.applyTo(present.name(), ""), description.applyTo(present.text()));
          if (!changed.equals(new Named(present.name(), present.text()))) {
            tx.franchises()
                .replace(
                    new Franchise(
                        id,
                        changed.name(),
                        changed.description(),
                        present.createdAt(),
                        engine.now()));
          }
          return changes.accept(tx, "update_franchise", id, id.value());
        });
  }

  @Override
  public Accepted<FranchiseId> delete(FranchiseId id) {
    return engine
        .unitOfWork()
        .write(tx -> {
          if (tx.franchises().findForUpdate(id).isEmpty()) {
            throw DomainException.notFound("franchise");
          }
          var users = tx.franchises().releasesIn(id);
          if (users > 0) {
            throw DomainException.conflict(
                "this franchise is in use by " + users + (users == 1 ? " release" : " releases"));
          }
          tx.franchises().remove(id);
          tx.subscriptions().deactivateAll(new SubscriptionTarget.OfFranchise(id));
          return changes.accept(tx, "delete_franchise", id, id.value());
        });
  }
}

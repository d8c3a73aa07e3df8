package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.CatalogEvent.ReleaseAdded;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violations;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** Edits releases. */
final class ReleaseService implements ManageReleases {
  private final Engine engine;
  private final Changes changes;

  ReleaseService(Engine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Override
  public Accepted<ReleaseId> create(ReleaseDetails details) {
    return engine
        .unitOfWork()
        .write(tx -> {
          requireKnown(tx, details);
          var id = new ReleaseId(engine.ids().next());
          tx.releases().add(List.of(new NewRelease(id, details, null, engine.now())));
          return changes.accept(
              tx, "create_release", id, id.value(), Optional.of(new ReleaseAdded(id)));
        });
  }

  @Override
  public Accepted<ReleaseId> update(ReleaseId id, Update update) {
    update.checked();
    return engine
        .unitOfWork()
        .write(tx -> {
          var present =
              tx.releases()
                  .findForUpdate(id)
                  .orElseThrow(() -> DomainException.notFound("release"))
                  .details();
          var changed = update.applyTo(present);
          if (!changed.equals(present)) {
            requireKnown(tx, changed);
            tx.releases().replace(id, changed, engine.now());
          }
          return changes.accept(tx, "update_release", id, id.value());
        });
  }

  @Override
  public Accepted<ReleaseId> delete(ReleaseId id) {
    return engine
        .unitOfWork()
        .write(tx -> {
          if (tx.releases().findForUpdate(id).isEmpty()) {
            throw DomainException.notFound("release");
          }
          tx.releases().markDeleted(id, engine.now());
          tx.subscriptions().deactivateAll(new SubscriptionTarget.OfRelease(id));
          tx.notificationEvents().retractReleases(List.of(id), engine.now());
          return changes.accept(tx, "delete_release", id, id.value());
        });
  }

  private static void requireKnown(Transaction tx, ReleaseDetails details) {
    var violations = new Violations();
    tx.genres()
        .unknown(details.genres())
        .forEach(id -> violations.add("genre_ids", "no genre has the id " + id.value()));
    var franchise = details.franchise();
    if (franchise != null && !tx.franchises().unknown(List.of(franchise)).isEmpty()) {
      violations.add("franchise_id", "no franchise has the id " + franchise.value());
    }
    violations.throwIfAny();
  }
}

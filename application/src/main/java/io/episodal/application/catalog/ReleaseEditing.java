package io.episodal.application.catalog;

import io.episodal.domain.catalog.CatalogEvent.ReleaseAdded;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageReleases.Update;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.Change;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the edits of releases. Not thread-safe; lives for one unit of work. */
final class ReleaseEditing {
  private final EditsOf<ReleaseId, ReleaseDetails, Update> edits;
  private final Refusals refusals;
  private Map<ReleaseId, ReleaseDetails> present = Map.of();

  ReleaseEditing(EditsOf<ReleaseId, ReleaseDetails, Update> edits, Refusals refusals) {
    this.edits = edits;
    this.refusals = refusals;
  }

  void refer(References references) {
    edits
        .creations()
        .forEach((id, details) -> {
          references.genres(edits.indexOf(id), details.genres());
          if (details.franchise() != null) {
            references.franchise(edits.indexOf(id), details.franchise());
          }
        });
    edits
        .updates()
        .forEach((id, update) -> {
          if (update.genres() instanceof Change.Set<Set<GenreId>>(var genres)) {
            references.genres(edits.indexOf(id), genres);
          }
          if (update.franchise() instanceof Change.Set<FranchiseId>(var franchise)) {
            references.franchise(edits.indexOf(id), franchise);
          }
        });
  }

  /** Locks what is there. */
  void find(Transaction tx) {
    present = tx.releases().detailsForUpdate(edits.needed());
    edits.requireFound(present.keySet(), refusals);
  }

  void write(Transaction tx, Instant now) {
    tx.releases().markDeleted(edits.deletions(), now);
    tx.releases()
        .add(
            edits.creations().entrySet().stream()
                .map(added -> new NewRelease(added.getKey(), added.getValue(), null, now))
                .toList());
    tx.releases().replace(changed(), now);
  }

  private Map<ReleaseId, ReleaseDetails> changed() {
    var changed = new LinkedHashMap<ReleaseId, ReleaseDetails>();
    edits
        .updates()
        .forEach((id, update) -> {
          var before = Optional.ofNullable(present.get(id)).orElseThrow();
          var after = update.applyTo(before);
          if (!after.equals(before)) {
            changed.put(id, after);
          }
        });
    return changed;
  }

  List<ReleaseAdded> added() {
    return edits.creations().keySet().stream().map(ReleaseAdded::new).toList();
  }

  List<SubscriptionTarget> gone() {
    return edits.deletions().stream()
        .<SubscriptionTarget>map(SubscriptionTarget.OfRelease::new)
        .toList();
  }
}

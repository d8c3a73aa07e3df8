package io.episodal.application.catalog;

import io.episodal.domain.catalog.CatalogEvent;
import io.episodal.domain.catalog.CatalogEvent.EpisodesReleased;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits the catalogue set-wise: one edit or a thousand take the same statements. The one home of
 * the rules of editing. Not thread-safe; lives for one unit of work.
 *
 * <p>Everybody locks in the same order: genres, franchises, releases, episodes, each by id.
 */
final class Editing {
  private final EditsOf<GenreId, Named, NamedUpdate> genreEdits = new EditsOf<>("genre");
  private final EditsOf<FranchiseId, Named, NamedUpdate> franchiseEdits =
      new EditsOf<>("franchise");
  private final EditsOf<ReleaseId, ReleaseDetails, ManageReleases.Update> releaseEdits =
      new EditsOf<>("release");
  private final EditsOf<EpisodeId, ManageEpisodes.Creation, ManageEpisodes.Update> episodeEdits =
      new EditsOf<>("episode");

  private final Refusals refusals;
  private final NamedEditing<GenreId, ?> genres;
  private final NamedEditing<FranchiseId, ?> franchises;
  private final ReleaseEditing releases;
  private final EpisodeEditing episodes;

  Editing(List<Edit> edits, Refusals refusals) {
    this.refusals = refusals;
    for (int index = 0; index < edits.size(); index++) {
      add(index, edits.get(index));
    }
    this.genres = new NamedEditing<>(NamedKind.GENRE, genreEdits, refusals);
    this.franchises = new NamedEditing<>(NamedKind.FRANCHISE, franchiseEdits, refusals);
    this.releases = new ReleaseEditing(releaseEdits, refusals);
    this.episodes = new EpisodeEditing(episodeEdits, refusals);
  }

  private void add(int index, Edit edit) {
    switch (edit) {
      case Edit.OfGenre(var id, var action) -> genreEdits.add(index, id, action, refusals);
      case Edit.OfFranchise(var id, var action) -> franchiseEdits.add(index, id, action, refusals);
      case Edit.OfRelease(var id, var action) -> releaseEdits.add(index, id, action, refusals);
      case Edit.OfEpisode(var id, var action) -> episodeEdits.add(index, id, action, refusals);
    }
  }

  /** Makes all of the edits and tells what happened; refuses with every fault. */
  List<CatalogEvent> make(Transaction tx, Instant now) {
    find(tx);
    genres.write(tx, now);
    franchises.write(tx, now);
    releases.write(tx, now);
    episodes.write(tx, now);
    endWhatIsGone(tx, now);
    var events = new ArrayList<CatalogEvent>(releases.added());
    events.addAll(EpisodesReleased.of(episodes.released()));
    return events;
  }

  private void find(Transaction tx) {
    var references = new References();
    releases.refer(references);
    episodes.refer(references);
    genres.find(tx);
    references.checkGenres(tx, genreEdits, refusals);
    franchises.find(tx);
    references.checkFranchises(tx, franchiseEdits, refusals);
    releases.find(tx);
    references.checkReleases(tx, releaseEdits, refusals);
    episodes.find(tx, releaseEdits);
    refusals.throwIfAny();
  }

  private void endWhatIsGone(Transaction tx, Instant now) {
    var targets = new ArrayList<SubscriptionTarget>(genres.remove(tx));
    targets.addAll(franchises.remove(tx));
    targets.addAll(releases.gone());
    tx.subscriptions().deactivateAll(targets);
    if (!episodes.gone().isEmpty()) {
      tx.notificationEvents().retractEpisodes(episodes.gone(), now);
    }
    if (!releaseEdits.deletions().isEmpty()) {
      tx.notificationEvents().retractReleases(releaseEdits.deletions(), now);
    }
  }
}

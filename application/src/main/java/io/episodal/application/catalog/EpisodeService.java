package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.CatalogEvent;
import io.episodal.domain.catalog.CatalogEvent.EpisodesReleased;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Transaction;
import java.util.List;
import java.util.Optional;

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
    return engine
        .unitOfWork()
        .write(tx -> {
          requireKnown(tx, creation.release());
          var now = engine.now();
          var id = new EpisodeId(engine.ids().next());
          var episode = Episode.create(id, creation.release(), creation.details(now), now);
          tx.episodes().add(List.of(episode));
          return changes.accept(tx, "create_episode", id, id.value(), released(episode, false));
        });
  }

  @Override
  public Accepted<EpisodeId> update(EpisodeId id, Update update) {
    update.checked();
    return engine
        .unitOfWork()
        .write(tx -> {
          var present =
              tx.episodes().findForUpdate(List.of(id)).stream()
                  .findFirst()
                  .orElseThrow(() -> DomainException.notFound("episode"));
          var changed = edited(tx, present, update);
          if (!changed.equals(present)) {
            tx.episodes().replace(changed);
          }
          if (present.isReleased() && !changed.isReleased()) {
            tx.notificationEvents().retractEpisodes(List.of(id), engine.now());
          }
          return changes.accept(
              tx, "update_episode", id, id.value(), released(changed, present.isReleased()));
        });
  }

  @Override
  public Accepted<EpisodeId> delete(EpisodeId id) {
    return engine
        .unitOfWork()
        .write(tx -> {
          if (tx.episodes().findForUpdate(List.of(id)).isEmpty()) {
            throw DomainException.notFound("episode");
          }
          tx.episodes().markDeleted(id, engine.now());
          tx.notificationEvents().retractEpisodes(List.of(id), engine.now());
          return changes.accept(tx, "delete_episode", id, id.value());
        });
  }

  /** The episode after an update; itself if nothing is different. */
  private Episode edited(Transaction tx, Episode present, Update update) {
    var now = engine.now();
    var details = update.applyTo(present.details(), now);
    var release = update.release().applyTo(present.release(), present.release());
    if (update.release() instanceof Change.Clear<ReleaseId>) {
      throw DomainException.invalid("release_id", "must not be null");
    }
    if (details.equals(present.details()) && release.equals(present.release())) {
      return present;
    }
    requireKnown(tx, release);
    return present.edited(release, details, !update.status().isKeep(), now);
  }

  private static Optional<CatalogEvent> released(Episode episode, boolean before) {
    return episode.isReleased() && !before
        ? Optional.of(new EpisodesReleased(episode.release(), List.of(episode.id())))
        : Optional.empty();
  }

  private static void requireKnown(Transaction tx, ReleaseId release) {
    if (tx.releases().titleForUse(release).isEmpty()) {
      throw DomainException.invalid("release_id", "no release has the id " + release.value());
    }
  }
}

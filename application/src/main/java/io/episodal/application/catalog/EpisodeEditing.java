package io.episodal.application.catalog;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Update;
import io.episodal.domain.shared.Change;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the edits of episodes. Not thread-safe; lives for one unit of work. */
final class EpisodeEditing {
  private final EditsOf<EpisodeId, Creation, Update> edits;
  private final Refusals refusals;
  private final List<Episode> released = new ArrayList<>();
  private final Set<EpisodeId> withdrawn = new HashSet<>();
  private Map<EpisodeId, Episode> present = Map.of();

  EpisodeEditing(EditsOf<EpisodeId, Creation, Update> edits, Refusals refusals) {
    this.edits = edits;
    this.refusals = refusals;
  }

  void refer(References references) {
    edits
        .creations()
        .forEach((id, creation) -> references.release(edits.indexOf(id), creation.release()));
    edits
        .updates()
        .forEach((id, update) -> {
          if (update.release() instanceof Change.Set<ReleaseId>(var release)) {
            references.release(edits.indexOf(id), release);
          }
        });
  }

  /** Locks what is there. */
  void find(Transaction tx, EditsOf<ReleaseId, ?, ?> releases) {
    present =
        tx.episodes().findForUpdate(edits.needed()).stream()
            .collect(Collectors.toMap(Episode::id, Function.identity()));
    edits.requireFound(present.keySet(), refusals);
    for (var id : edits.updates().keySet()) {
      Optional.ofNullable(present.get(id))
          .map(Episode::release)
          .filter(releases.deletions()::contains)
          .ifPresent(release ->
              refusals.id(
                  edits.indexOf(id),
                  "operation " + releases.indexOf(release) + " deletes its release"));
    }
  }

  void write(Transaction tx, Instant now) {
    var created = created(now);
    var changed = changed(now);
    tx.episodes().markDeleted(edits.deletions(), now);
    if (refusals.areOfSeveral()) {
      requireFreeNumbers(tx, created, changed);
      tx.episodes().freeNumbers(changed.stream().map(Episode::id).toList());
    }
    if (!changed.isEmpty()) {
      tx.episodes().replace(changed);
    }
    if (!created.isEmpty()) {
      tx.episodes().add(created);
    }
  }

  /** Those that became released. */
  List<Episode> released() {
    return released;
  }

  /** Those that can no longer be watched. */
  Set<EpisodeId> gone() {
    var gone = new HashSet<>(withdrawn);
    gone.addAll(edits.deletions());
    return gone;
  }

  private List<Episode> created(Instant now) {
    var created = new ArrayList<Episode>();
    edits
        .creations()
        .forEach((id, creation) -> {
          var episode = Episode.create(id, creation.release(), creation.details(now), now);
          created.add(episode);
          if (episode.isReleased()) {
            released.add(episode);
          }
        });
    return created;
  }

  private List<Episode> changed(Instant now) {
    var changed = new ArrayList<Episode>();
    edits
        .updates()
        .forEach((id, update) -> {
          var before = Optional.ofNullable(present.get(id)).orElseThrow();
          var after = edited(before, update, now);
          if (!after.equals(before)) {
            changed.add(after);
          }
          if (after.isReleased() && !before.isReleased()) {
            released.add(after);
          }
          if (before.isReleased() && !after.isReleased()) {
            withdrawn.add(id);
          }
        });
    return changed;
  }

  /** The episode after an update; itself if nothing is different. */
  private static Episode edited(Episode present, Update update, Instant now) {
    var details = update.applyTo(present.details(), now);
    var release = update.release().applyTo(present.release(), present.release());
    return details.equals(present.details()) && release.equals(present.release())
        ? present
        : present.edited(release, details, !update.status().isKeep(), now);
  }

  /** A single edit needs no search: the store's own refusal can only be about that one. */
  private void requireFreeNumbers(Transaction tx, List<Episode> created, List<Episode> changed) {
    var written = new ArrayList<>(changed);
    written.addAll(created);
    written.sort(Comparator.comparingInt(episode -> edits.indexOf(episode.id())));
    var places = new HashSet<Place>();
    var taken = written.isEmpty() ? Set.of() : tx.episodes().withTakenNumber(written);
    for (var episode : written) {
      var number = episode.details().number();
      if (!places.add(new Place(episode.release(), number)) || taken.contains(episode.id())) {
        throw refusals.conflict(
            edits.indexOf(episode.id()), "this release has an episode " + number + " already");
      }
    }
  }

  private record Place(ReleaseId release, int number) {}
}

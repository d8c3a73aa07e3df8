package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Episodes in the store; a deleted one, or one of a deleted release, is nowhere to be found. */
public interface Episodes {

  /** Adds episodes of releases that exist; conflict if a number is taken. */
  void add(List<Episode> episodes);

  /**
   * Gives up the numbers of episodes that will be replaced before the transaction ends, so that
   * numbers can be exchanged.
   */
  void freeNumbers(Collection<EpisodeId> ids);

  /** Replaces episodes; conflict if a number is taken. */
  void replace(List<Episode> episodes);

  /** Hides episodes; their numbers are free again. */
  void markDeleted(Collection<EpisodeId> ids, Instant now);

  /** Those of the episodes whose number belongs to an episode that is none of them. */
  Set<EpisodeId> withTakenNumber(Collection<Episode> episodes);

  /** The episode with this id. */
  Optional<Episode> find(EpisodeId id);

  /** Whether any of these episodes is there. */
  boolean anyOf(Collection<EpisodeId> ids);

  /**
   * Finds episodes, in the order of their ids, and keeps everybody else from changing them until
   * the transaction ends.
   */
  List<Episode> findForUpdate(Collection<EpisodeId> ids);

  /** A page of a release's episodes in order of number. */
  Page<Episode> page(ReleaseId release, PageRequest request);

  /**
   * Releases those upcoming episodes whose time has come, at most {@code most} of them, leaving out
   * those that somebody is changing.
   *
   * @return the episodes as they are now
   */
  List<Episode> releaseDue(Instant now, int most);
}

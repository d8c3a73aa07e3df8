package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Releases in the store; a deleted one is nowhere to be found. */
public interface Releases {

  /** Adds releases whose genres and franchise exist. */
  void add(List<NewRelease> releases);

  /** Replaces the details of releases; their genres and franchises exist. */
  void replace(Map<ReleaseId, ReleaseDetails> changed, Instant now);

  /** Hides releases with their episodes and takes them out of their genres and franchises. */
  void markDeleted(Collection<ReleaseId> ids, Instant now);

  /** The release with this id, its genres by name. */
  Optional<Release> find(ReleaseId id);

  /**
   * Finds the details of releases and keeps everybody else from using or changing them until the
   * transaction ends.
   */
  Map<ReleaseId, ReleaseDetails> detailsForUpdate(Collection<ReleaseId> ids);

  /**
   * Those of the ids that do not exist; those that do cannot be deleted before the transaction
   * ends.
   */
  Set<ReleaseId> unknown(Collection<ReleaseId> ids);

  /**
   * Finds a release's title and keeps the release from being deleted until the transaction ends.
   */
  Optional<String> titleForUse(ReleaseId id);

  /**
   * The releases that match, in the order of the query and, where that says nothing, of their ids;
   * invalid if the cursor belongs to another query.
   */
  Page<Release> page(ReleaseQuery query, PageRequest request);

  /**
   * A release to be added.
   *
   * @param importKey identifies it in the catalogue it came from, or null
   */
  record NewRelease(
      ReleaseId id, ReleaseDetails details, @Nullable String importKey, Instant createdAt) {}
}

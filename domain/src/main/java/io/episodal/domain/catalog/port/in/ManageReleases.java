package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.shared.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For editing releases. A change is committed when the call returns; telling followers goes on
 * behind. Thread-safe.
 */
public interface ManageReleases {

  /**
   * Adds a release and has the followers of its genres and franchise told; invalid if one of them
   * is unknown.
   */
  Accepted<ReleaseId> create(ReleaseDetails details);

  /** Changes a release and tells nobody; not found if unknown, invalid as for {@link #create}. */
  Accepted<ReleaseId> update(ReleaseId id, Update update);

  /**
   * Hides a release and its episodes, ends subscriptions to it and retracts what nobody has read
   * about it; recorded views stay. Not found if unknown or deleted already.
   */
  Accepted<ReleaseId> delete(ReleaseId id);

  /** A partial update; members as in {@link ReleaseDetails}. */
  record Update(
      Change<String> title,
      Change<String> description,
      Change<Set<GenreId>> genres,
      Change<FranchiseId> franchise,
      Change<Instant> releaseDate,
      Change<ReleaseStatus> status,
      Change<List<String>> tags,
      Change<String> posterUrl,
      Change<String> bannerUrl,
      Change<Integer> totalEpisodes,
      Change<List<AlternativeTitle>> alternativeTitles,
      Change<Map<String, String>> externalIds) {

    /** The details after this update; invalid with every fault if they break a rule. */
    public ReleaseDetails applyTo(ReleaseDetails present) {
      return new ReleaseDetails(
          title.applyTo(present.title(), ""),
          description.applyTo(present.description()),
          genres.applyTo(present.genres(), Set.of()),
          franchise.applyTo(present.franchise()),
          releaseDate.applyTo(present.releaseDate()),
          status.applyTo(present.status(), ReleaseStatus.ANNOUNCED),
          tags.applyTo(present.tags(), List.of()),
          posterUrl.applyTo(present.posterUrl()),
          bannerUrl.applyTo(present.bannerUrl()),
          totalEpisodes.applyTo(present.totalEpisodes()),
          alternativeTitles.applyTo(present.alternativeTitles(), List.of()),
          externalIds.applyTo(present.externalIds(), Map.of()));
    }

    /**
     * This update, if it breaks no rule whatever release it is for; else invalid with every fault.
     */
    public Update checked() {
      applyTo(ReleaseDetails.titled("any"));
      return this;
    }
  }
}

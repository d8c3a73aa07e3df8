package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For editing episodes. A change is committed when the call returns; telling followers goes on
 * behind. An episode that becomes released has the followers of its release told, once in its life.
 * Thread-safe.
 */
public interface ManageEpisodes {

  /** Adds an episode; invalid if its release is unknown, conflict if its number is taken. */
  Accepted<EpisodeId> create(Creation creation);

  /**
   * Changes an episode; not found if unknown, invalid if the new release is unknown, conflict if
   * the number is taken.
   */
  Accepted<EpisodeId> update(EpisodeId id, Update update);

  /** Removes an episode and retracts what nobody has read about it; not found if unknown. */
  Accepted<EpisodeId> delete(EpisodeId id);

  /**
   * A new episode; members as in {@link EpisodeDetails}.
   *
   * @param status null lets the date decide: upcoming if it is to come, released otherwise
   */
  record Creation(
      ReleaseId release,
      String title,
      int number,
      @Nullable Integer durationSeconds,
      @Nullable String description,
      @Nullable Instant releaseDate,
      @Nullable EpisodeStatus status,
      @Nullable String thumbnailUrl) {
    public Creation {
      new EpisodeDetails(
          title,
          number,
          durationSeconds,
          description,
          releaseDate,
          EpisodeStatus.UPCOMING,
          thumbnailUrl);
    }

    /** The details, with the status that the maker or else the date gives. */
    public EpisodeDetails details(Instant now) {
      return new EpisodeDetails(
          title,
          number,
          durationSeconds,
          description,
          releaseDate,
          status == null ? EpisodeStatus.byDate(releaseDate, now) : status,
          thumbnailUrl);
    }
  }

  /** A partial update; members as in {@link EpisodeDetails}. */
  record Update(
      Change<ReleaseId> release,
      Change<String> title,
      Change<Integer> number,
      Change<Integer> durationSeconds,
      Change<String> description,
      Change<Instant> releaseDate,
      Change<EpisodeStatus> status,
      Change<String> thumbnailUrl) {

    /**
     * The details after this update; a cleared status lets the date decide. Invalid with every
     * fault if they break a rule.
     */
    public EpisodeDetails applyTo(EpisodeDetails present, Instant now) {
      var date = releaseDate.applyTo(present.releaseDate());
      return new EpisodeDetails(
          title.applyTo(present.title(), ""),
          number.applyTo(present.number(), 0),
          durationSeconds.applyTo(present.durationSeconds()),
          description.applyTo(present.description()),
          date,
          status.applyTo(present.status(), EpisodeStatus.byDate(date, now)),
          thumbnailUrl.applyTo(present.thumbnailUrl()));
    }

    /**
     * This update, if it breaks no rule whatever episode it is for; else invalid with every fault.
     */
    public Update checked() {
      if (release instanceof Change.Clear<ReleaseId>) {
        throw DomainException.invalid("release_id", "must not be null");
      }
      applyTo(
          new EpisodeDetails("any", 1, null, null, null, EpisodeStatus.UPCOMING, null),
          Instant.EPOCH);
      return this;
    }
  }
}

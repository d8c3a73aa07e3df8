package io.episodal.domain.catalog;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An episode of a release. Immutable.
 *
 * @param dueAt when it will be released by itself, or null; only an upcoming episode has one
 */
public record Episode(
    EpisodeId id,
    ReleaseId release,
    EpisodeDetails details,
    @Nullable Instant dueAt,
    Instant createdAt,
    Instant updatedAt) {
  public Episode {
    if (dueAt != null && details.status() != EpisodeStatus.UPCOMING) {
      throw new IllegalArgumentException("only an upcoming episode is due");
    }
  }

  /** A new episode; an upcoming one with a date to come releases itself then. */
  public static Episode create(
      EpisodeId id, ReleaseId release, EpisodeDetails details, Instant now) {
    return new Episode(id, release, details, due(details, null, now), now, now);
  }

  /**
   * The episode after an edit. An explicit status wins over the date: an upcoming episode whose
   * status is set while its date has passed waits for its editor. One that was waiting for its date
   * goes on waiting for the new one.
   */
  public Episode edited(
      ReleaseId newRelease, EpisodeDetails changed, boolean statusIsExplicit, Instant now) {
    var waiting = statusIsExplicit ? null : dueAt;
    return new Episode(id, newRelease, changed, due(changed, waiting, now), createdAt, now);
  }

  public boolean isReleased() {
    return details.status() == EpisodeStatus.RELEASED;
  }

  public Optional<Instant> due() {
    return Optional.ofNullable(dueAt);
  }

  private static @Nullable Instant due(
      EpisodeDetails details, @Nullable Instant waiting, Instant now) {
    var date = details.releaseDate();
    if (details.status() != EpisodeStatus.UPCOMING || date == null) {
      return null;
    }
    return date.isAfter(now) || waiting != null ? date : null;
  }
}

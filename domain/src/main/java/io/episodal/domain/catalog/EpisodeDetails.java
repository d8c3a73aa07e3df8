package io.episodal.domain.catalog;

import io.episodal.domain.shared.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What editors say about an episode. Immutable; the constructor refuses with every fault.
 *
 * @param number its place in the release, 1 or more, unique there
 * @param durationSeconds its length in seconds, or null
 */
public record EpisodeDetails(
    String title,
    int number,
    @Nullable Integer durationSeconds,
    @Nullable String description,
    @Nullable Instant releaseDate,
    EpisodeStatus status,
    @Nullable String thumbnailUrl) {
  public EpisodeDetails {
    new Violations()
        .title("title", title)
        .atLeast("number", number, 1)
        .atLeast("duration", durationSeconds, 0)
        .text("description", description, Violations.DESCRIPTION_LENGTH)
        .date("release_date", releaseDate)
        .url("thumbnail_url", thumbnailUrl)
        .throwIfAny();
  }
}

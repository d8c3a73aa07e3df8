package io.episodal.adapter.http;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An episode as bodies and answers show it. */
record EpisodeJson(
    UUID id,
    UUID releaseId,
    String title,
    int number,
    @Nullable Integer duration,
    @Nullable String description,
    @Nullable Instant releaseDate,
    String status,
    @Nullable String thumbnailUrl,
    Instant createdAt,
    Instant updatedAt) {
  private static final JsonKind<ReleaseId> RELEASE = JsonKind.id(ReleaseId::new);
  private static final JsonKind<EpisodeStatus> STATUS =
      JsonKind.code(EpisodeStatus::code, List.of(EpisodeStatus.values()));

  static EpisodeJson of(Episode episode) {
    var details = episode.details();
    return new EpisodeJson(
        episode.id().value(),
        episode.release().value(),
        details.title(),
        details.number(),
        details.durationSeconds(),
        details.description(),
        details.releaseDate(),
        details.status().code(),
        details.thumbnailUrl(),
        episode.createdAt(),
        episode.updatedAt());
  }

  static ManageEpisodes.Creation creation(JsonBody body) {
    return body.build(() ->
        new ManageEpisodes.Creation(
            body.required("release_id", RELEASE),
            body.required("title", JsonKind.TEXT),
            body.required("number", JsonKind.INT32),
            body.optional("duration", JsonKind.INT32),
            body.optional("description", JsonKind.TEXT),
            body.optional("release_date", JsonKind.INSTANT),
            body.optional("status", STATUS),
            body.optional("thumbnail_url", JsonKind.TEXT)));
  }

  static ManageEpisodes.Update update(JsonBody body) {
    return body.build(() ->
        new ManageEpisodes.Update(
                body.replacement("release_id", RELEASE),
                body.replacement("title", JsonKind.TEXT),
                body.replacement("number", JsonKind.INT32),
                body.change("duration", JsonKind.INT32),
                body.change("description", JsonKind.TEXT),
                body.change("release_date", JsonKind.INSTANT),
                body.change("status", STATUS),
                body.change("thumbnail_url", JsonKind.TEXT))
            .checked());
  }
}

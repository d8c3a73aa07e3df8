package io.episodal.adapter.http;

import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ManageReleases;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A release as bodies and answers show it. */
record ReleaseJson(
    UUID id,
    String title,
    @Nullable String description,
    List<ReferenceJson> genres,
    @Nullable ReferenceJson franchise,
    @Nullable Instant releaseDate,
    String status,
    List<AlternativeTitle> alternativeTitles,
    Map<String, String> externalIds,
    List<String> tags,
    @Nullable String posterUrl,
    @Nullable String bannerUrl,
    @Nullable Integer totalEpisodes,
    @Nullable Double averageRating,
    Instant createdAt,
    Instant updatedAt) {
  private static final JsonKind<Set<GenreId>> GENRES =
      JsonKind.listOf(JsonKind.id(GenreId::new)).map(LinkedHashSet::new);
  private static final JsonKind<FranchiseId> FRANCHISE = JsonKind.id(FranchiseId::new);
  private static final JsonKind<ReleaseStatus> STATUS =
      JsonKind.code(ReleaseStatus::code, List.of(ReleaseStatus.values()));
  private static final JsonKind<List<String>> TAGS = JsonKind.listOf(JsonKind.TEXT);
  private static final JsonKind<List<AlternativeTitle>> TITLES =
      JsonKind.listOf(
          JsonKind.object(ReleaseJson::alternativeTitle, new AlternativeTitle("und", "any")));
  private static final JsonKind<Map<String, String>> EXTERNAL_IDS = JsonKind.texts();

  static ReleaseJson of(Release release) {
    var details = release.details();
    var rating = release.meanRating();
    var franchise = release.inFranchise();
    return new ReleaseJson(
        release.id().value(),
        details.title(),
        details.description(),
        release.genres().stream()
            .map(genre -> new ReferenceJson(genre.id().value(), genre.name()))
            .toList(),
        franchise == null ? null : new ReferenceJson(franchise.id().value(), franchise.name()),
        details.releaseDate(),
        details.status().code(),
        details.alternativeTitles(),
        new TreeMap<>(details.externalIds()),
        details.tags(),
        details.posterUrl(),
        details.bannerUrl(),
        details.totalEpisodes(),
        rating == null ? null : Json.rounded(rating),
        release.createdAt(),
        release.updatedAt());
  }

  static ReleaseDetails creation(JsonBody body) {
    return body.build(() ->
        new ReleaseDetails(
            body.required("title", JsonKind.TEXT),
            body.optional("description", JsonKind.TEXT),
            body.optional("genre_ids", GENRES, Set.of()),
            body.optional("franchise_id", FRANCHISE),
            body.optional("release_date", JsonKind.INSTANT),
            body.optional("status", STATUS, ReleaseStatus.ANNOUNCED),
            body.optional("tags", TAGS, List.of()),
            body.optional("poster_url", JsonKind.TEXT),
            body.optional("banner_url", JsonKind.TEXT),
            body.optional("total_episodes", JsonKind.INT32),
            body.optional("alternative_titles", TITLES, List.of()),
            body.optional("external_ids", EXTERNAL_IDS, Map.of())));
  }

  static ManageReleases.Update update(JsonBody body) {
    return body.build(() ->
        new ManageReleases.Update(
                body.replacement("title", JsonKind.TEXT),
                body.change("description", JsonKind.TEXT),
                body.change("genre_ids", GENRES),
                body.change("franchise_id", FRANCHISE),
                body.change("release_date", JsonKind.INSTANT),
                body.change("status", STATUS),
                body.change("tags", TAGS),
                body.change("poster_url", JsonKind.TEXT),
                body.change("banner_url", JsonKind.TEXT),
                body.change("total_episodes", JsonKind.INT32),
                body.change("alternative_titles", TITLES),
                body.change("external_ids", EXTERNAL_IDS))
            .checked());
  }

  private static AlternativeTitle alternativeTitle(JsonBody body) {
    return new AlternativeTitle(
        body.required("language", JsonKind.TEXT), body.required("title", JsonKind.TEXT));
  }

  /** A genre or franchise as a release names it. */
  record ReferenceJson(UUID id, String name) {}
}

package io.episodal.domain.catalog;

import io.episodal.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What editors say about a release. Immutable; the constructor refuses with every fault.
 *
 * @param title 1 to 500 characters, not blank, kept verbatim
 * @param releaseDate when it came or will come out, or null
 * @param externalIds its ids elsewhere by the name of the place, such as {@code mal}
 * @param totalEpisodes how many episodes it will have, or null
 */
public record ReleaseDetails(
    String title,
    @Nullable String description,
    Set<GenreId> genres,
    @Nullable FranchiseId franchise,
    @Nullable Instant releaseDate,
    ReleaseStatus status,
    List<String> tags,
    @Nullable String posterUrl,
    @Nullable String bannerUrl,
    @Nullable Integer totalEpisodes,
    List<AlternativeTitle> alternativeTitles,
    Map<String, String> externalIds) {
  private static final int MOST_GENRES = 50;
  private static final int MOST_TAGS = 100;
  private static final int MOST_TITLES = 100;
  private static final int MOST_EXTERNAL_IDS = 50;
  private static final int TAG_LENGTH = 100;
  private static final int LANGUAGE_LENGTH = 35;
  private static final int EXTERNAL_ID_LENGTH = 200;

  public ReleaseDetails {
    var violations = new Violations();
    violations
        .title("title", title)
        .text("description", description, Violations.DESCRIPTION_LENGTH)
        .distinct("genre_ids", genres, MOST_GENRES)
        .date("release_date", releaseDate)
        .distinct("tags", tags, MOST_TAGS)
        .url("poster_url", posterUrl)
        .url("banner_url", bannerUrl)
        .atLeast("total_episodes", totalEpisodes, 0)
        .distinct("alternative_titles", alternativeTitles, MOST_TITLES)
        .distinct("external_ids", externalIds.keySet(), MOST_EXTERNAL_IDS);
    for (int i = 0; i < tags.size(); i++) {
      filled(violations, "tags/" + i, tags.get(i), TAG_LENGTH);
    }
    for (int i = 0; i < alternativeTitles.size(); i++) {
      var at = "alternative_titles/" + i;
      violations.title(at + "/title", alternativeTitles.get(i).title());
      filled(violations, at + "/language", alternativeTitles.get(i).language(), LANGUAGE_LENGTH);
    }
    externalIds.forEach((place, id) -> {
      filled(violations, "external_ids", place, EXTERNAL_ID_LENGTH);
      filled(violations, "external_ids", id, EXTERNAL_ID_LENGTH);
    });
    violations.throwIfAny();
    genres = Set.copyOf(genres);
    tags = List.copyOf(tags);
    alternativeTitles = List.copyOf(alternativeTitles);
    externalIds = Map.copyOf(externalIds);
  }

  /** A release of which only the title is known. */
  public static ReleaseDetails titled(String title) {
    return new ReleaseDetails(
        title,
        null,
        Set.of(),
        null,
        null,
        ReleaseStatus.ANNOUNCED,
        List.of(),
        null,
        null,
        null,
        List.of(),
        Map.of());
  }

  /** The same details in these genres. */
  public ReleaseDetails in(Set<GenreId> otherGenres, @Nullable FranchiseId otherFranchise) {
    return new ReleaseDetails(
        title,
        description,
        otherGenres,
        otherFranchise,
        releaseDate,
        status,
        tags,
        posterUrl,
        bannerUrl,
        totalEpisodes,
        alternativeTitles,
        externalIds);
  }

  private static void filled(Violations violations, String member, String value, int longest) {
    if (value.isBlank()) {
      violations.add(member, "must not be blank");
    } else {
      violations.text(member, value, longest);
    }
  }
}

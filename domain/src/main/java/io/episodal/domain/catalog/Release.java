package io.episodal.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A title of the catalogue: a series, film, podcast or course. Immutable.
 *
 * @param genres the genres that {@code details} names, with their names
 * @param inFranchise the franchise that {@code details} names, with its name, or null
 * @param meanRating the plain mean of all ratings, 1 to 10, or null without any
 */
public record Release(
    ReleaseId id,
    ReleaseDetails details,
    List<GenreReference> genres,
    @Nullable FranchiseReference inFranchise,
    @Nullable Double meanRating,
    Instant createdAt,
    Instant updatedAt) {
  public Release {
    genres = List.copyOf(genres);
  }

  public String title() {
    return details.title();
  }

  public Optional<FranchiseReference> franchise() {
    return Optional.ofNullable(inFranchise);
  }

  public Optional<Double> averageRating() {
    return Optional.ofNullable(meanRating);
  }
}

package io.episodal.domain.catalog;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind of release that users can follow. Immutable; names are unique. */
public record Genre(
    GenreId id, String name, @Nullable String text, Instant createdAt, Instant updatedAt) {
  public Optional<String> description() {
    return Optional.ofNullable(text);
  }
}

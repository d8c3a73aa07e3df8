package io.episodal.domain.catalog;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases that belong together and that users can follow as one. Immutable; names are unique. */
public record Franchise(
    FranchiseId id, String name, @Nullable String text, Instant createdAt, Instant updatedAt) {
  public Optional<String> description() {
    return Optional.ofNullable(text);
  }
}

package io.episodal.domain.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person or program that can sign in. Immutable.
 *
 * @param email unique without regard to case
 * @param displayName what others see, or null
 * @param locale the language to be addressed in as a tag of BCP 47, or null
 */
public record Account(
    UserId id,
    String email,
    @Nullable String displayName,
    @Nullable String locale,
    Role role,
    Instant createdAt) {

  public Optional<String> shownName() {
    return Optional.ofNullable(displayName);
  }
}

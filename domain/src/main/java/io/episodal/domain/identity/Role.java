package io.episodal.domain.identity;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
  /** Follows, rates, reads their own inbox. */
  USER,
  /** Also manages the catalogue. */
  ADMIN;

  /** The name that stores, tokens and answers use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofCode(String code) {
    for (var role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}

package io.episodal.domain.identity;

import java.util.UUID;

/** Identifies a user, whoever keeps the accounts. */
public record UserId(UUID value) {
  /** How many lanes the users are spread over. */
  public static final int LANES = 64;

  /**
   * The user's lane, 0 to 63: the unit in which notifications are delivered, from the low bits of
   * the id.
   */
  public int lane() {
    return (int) (value.getLeastSignificantBits() & (LANES - 1));
  }
}

package io.episodal.domain.identity.port.out;

import io.episodal.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens in the store, by hash; the tokens themselves are kept nowhere. All tokens of one
 * sign-in are a family, which is revoked as a whole.
 */
public interface RefreshTokens {

  /** Begins the family of a sign-in. */
  void begin(UUID family, UserId user);

  /** Adds a token, whose hash no other has, to a family that has begun. */
  void add(RefreshToken token);

  /**
   * Finds a token and locks its family until the transaction ends, so that uses of its tokens and
   * revocations of it come one after the other.
   */
  Optional<RefreshToken> findForUse(String hash);

  /** Spends one token and leaves its family as it is. */
  void markUsed(String hash, Instant now);

  /** Revokes every token of a family, also those that are added later. */
  void revokeFamily(UUID family, Instant now);

  /** Revokes every family that a user has begun. */
  void revokeAll(UserId user, Instant now);

  /**
   * Removes tokens that expired before an instant, at most {@code most}, and families that have no
   * other.
   *
   * @return how many tokens
   */
  long removeExpired(Instant before, int most);

  /**
   * One token.
   *
   * @param family what all tokens of one sign-in share
   * @param spent whether it was used or its family revoked
   */
  record RefreshToken(String hash, UUID family, UserId user, Instant expiresAt, boolean spent) {}
}

package io.episodal.domain.identity.port.out;

import io.episodal.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Refresh tokens in the store, by hash; the tokens themselves are kept nowhere. */
public interface RefreshTokens {

  /** Keeps a new token, whose hash no other has. */
  void add(RefreshToken token);

  /** Finds a token and locks its family until the transaction ends. */
  Optional<RefreshToken> findForUse(String hash);

  /** Spends one token and leaves its family as it is. */
  void markUsed(String hash, Instant now);

  /** Revokes every token of a family. */
  void revokeFamily(UUID family, Instant now);

  /**
   * One token.
   *
   * @param family what all tokens of one sign-in share
   * @param spent whether it was used or revoked
   */
  record RefreshToken(String hash, UUID family, UserId user, Instant expiresAt, boolean spent) {}
}

package io.episodal.testkit;

import io.episodal.domain.identity.port.out.RefreshTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Refresh tokens by their hashes. */
final class InMemoryRefreshTokens implements RefreshTokens {
  private final Supplier<Tables> tables;

  InMemoryRefreshTokens(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void add(RefreshToken token) {
    tables.get().refreshTokens.put(token.hash(), token);
  }

  @Override
  public Optional<RefreshToken> findForUse(String hash) {
    return tables.get().refreshTokens.find(hash);
  }

  @Override
  public void markUsed(String hash, Instant now) {
    tables.get().refreshTokens.update(hash, InMemoryRefreshTokens::spent);
  }

  @Override
  public void revokeFamily(UUID family, Instant now) {
    var to = tables.get();
    to.refreshTokens.stream()
        .filter(token -> token.family().equals(family))
        .toList()
        .forEach(token -> to.refreshTokens.put(token.hash(), spent(token)));
  }

  private static RefreshToken spent(RefreshToken token) {
    return new RefreshToken(token.hash(), token.family(), token.user(), token.expiresAt(), true);
  }
}
